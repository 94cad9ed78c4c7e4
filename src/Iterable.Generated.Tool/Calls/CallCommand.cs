using System.CommandLine;
using Iterable.Generated.Tool.Connections;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Calls;

/// <summary><c>itbl call</c>: one call of the API, with JSON in and out.</summary>
internal static class CallCommand
{
    private static readonly (string Line, string Meaning)[] Examples =
    [
        ("itbl call listLists", "an operation by its name, which completion knows"),
        ("itbl call getUserByEmail --param email=ada@example.com", "with a value in its path or its query"),
        ("""itbl call trackEvent --data '{"email": "ada@example.com", "eventName": "signedUp"}'""", "with a body"),
        ("itbl call updateUser --data @user.json", "with a body from a file; @- is the standard input"),
        ("itbl call /api/campaigns --param page=2", "a path, as Iterable's documentation has it"),
        ("itbl call /api/lists/42 --method DELETE", "with another method"),
    ];

    public static Command Create(ToolHost host)
    {
        var connection = new ConnectionOptions();
        var target = new Argument<string>("operation") { Description = "The name of an operation, such as listLists, or a path, such as /api/lists.", HelpName = "operation or path" };
        target.CompletionSources.Add(_ => IterableOperations.All.Select(operation => operation.Id));
        var method = new Option<string?>("--method", "-X") { Description = "The HTTP method of a path. Without it GET, or POST with --data.", HelpName = "method" };
        var parameters = new Option<string[]>("--param", "-p") { Description = "A value for the path or the query; may be given several times.", HelpName = "name=value" };
        var data = new Option<string?>("--data", "-d") { Description = "The body: JSON, @file, or @- for the standard input.", HelpName = "json" };
        var compact = new Option<bool>("--json") { Description = "Writes the answer as it came, without line breaks for people." };
        var command = new ToolCommand("call", "Makes one call of the API.", Examples) { target, method, parameters, data, compact };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var call = WrittenCall.Read(parsed.GetValue(target)!, parsed.GetValue(method), parsed.GetValue(parameters) ?? [], await BodyAsync(parsed.GetValue(data), host, cancellationToken).ConfigureAwait(false));
            using var iterable = Connection.Open(await connection.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false));
            var answer = await call.SendAsync(iterable, cancellationToken).ConfigureAwait(false);
            host.Out.WriteLine(parsed.GetValue(compact) ? answer : ShownJson.Indent(answer));
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<string?> BodyAsync(string? data, ToolHost host, CancellationToken cancellationToken)
    {
        if (data is null || !data.StartsWith('@'))
            return data;

        if (data == "@")
            throw ToolException.Usage("--data names no file: @file, or @- for the standard input.");

        return data == "@-"
            ? await InputText.ReadAsync(host.In, "The standard input", cancellationToken).ConfigureAwait(false)
            : await InputText.ReadAsync(Opened(data[1..]), data[1..], cancellationToken).ConfigureAwait(false);
    }

    private static FileStream Opened(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{path} cannot be read: {e.Message}");
        }
    }
}
