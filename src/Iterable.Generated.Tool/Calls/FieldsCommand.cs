using System.CommandLine;
using Iterable.Generated.Tool.Connections;
using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json;

namespace Iterable.Generated.Tool.Calls;

/// <summary><c>itbl fields</c>: the fields that the project's users have, and their types.</summary>
internal static class FieldsCommand
{
    public static Command Create(ToolHost host)
    {
        var connection = new ConnectionOptions();
        var json = new Option<bool>("--json") { Description = "One JSON object: types by names." };
        var command = new ToolCommand(
            "fields",
            "Lists the fields of the project's users with their types, one a line.",
            ("itbl fields", "name and type, separated by a tab"),
            ("itbl fields --json | jq 'keys'", "for another program"))
        {
            json,
        };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var iterable = Connection.Open(await connection.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false));
            var fields = new SortedDictionary<string, string>((await iterable.Users.GetUserFieldsAsync(cancellationToken).ConfigureAwait(false)).Fields ?? new Dictionary<string, string>(), StringComparer.Ordinal);
            if (parsed.GetValue(json))
                host.Out.WriteLine(JsonConvert.SerializeObject(fields));
            else
            {
                foreach (var (name, type) in fields)
                    host.Out.WriteLine($"{name}\t{type}");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
