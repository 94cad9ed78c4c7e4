using System.CommandLine;
using Iterable.Generated.Tool.Connections;
using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Calls;

/// <summary><c>itbl check</c>: whether the key opens its project, what it may call, and whether the clocks agree.</summary>
internal static class CheckCommand
{
    public static Command Create(ToolHost host)
    {
        var connection = new ConnectionOptions();
        var operations = new Option<bool>("--operations") { Description = "Lists the operations that the key may call, with their limits." };
        var json = new Option<bool>("--json") { Description = "One JSON object." };
        var command = new ToolCommand(
            "check",
            "Tells whether the API key works, where, of what type it is and what it may call, and whether the clocks agree. It changes nothing.",
            ("itbl check", "with the key of ITERABLE_API_KEY"),
            ("itbl check --profile staging --operations", "with the limit of each operation"),
            ("itbl check --json", "for another program; the exit code is 1 when the key does not work"))
        {
            operations, json,
        };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = await connection.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false);
            var found = await KeyProbe.AskAsync(project, host.Time, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
                host.Out.WriteLine(Json(project, found).ToString(Formatting.None));
            else
                Show(project, found, parsed.GetValue(operations), host);
            return found.Works ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static JObject Json(Connection project, KeyFindings found) => new()
    {
        ["works"] = found.Works,
        ["address"] = project.Address,
        ["keySource"] = project.KeySource,
        ["keyType"] = found.Type?.Value,
        ["problem"] = found.Problem,
        ["clockSkewSeconds"] = found.ClockSkew is { } skew ? Math.Round(skew.TotalSeconds) : null,
        ["operations"] = new JArray(found.Operations.Select(operation => new JObject { ["id"] = operation.Id, ["limit"] = operation.RateLimit?.ToString() })),
    };

    private static void Show(Connection project, KeyFindings found, bool listsOperations, ToolHost host)
    {
        host.Out.WriteLine($"Address     {project.Address}");
        host.Out.WriteLine($"Key         from {project.KeySource}: {(found.Works ? "works" : "does not work")}");
        if (found.Problem is { } problem)
            host.Out.WriteLine($"            {problem}");
        if (found.Type is { } type)
        {
            host.Out.WriteLine($"Type        {type.Value}");
            host.Out.WriteLine($"May call    {found.Operations.Count} of {IterableOperations.All.Count} operations{(listsOperations ? ":" : "; --operations lists them with their limits")}");
        }

        if (listsOperations)
        {
            foreach (var operation in found.Operations)
                host.Out.WriteLine($"  {operation.Id,-40} {operation.RateLimit?.ToString() ?? "no published limit"}");
        }

        if (found.ClockSkew is { } skew)
            host.Out.WriteLine($"Clock       {Clock(skew)}");
    }

    // The service tells the time in whole seconds.
    private static string Clock(TimeSpan skew) => skew.Duration() < TimeSpan.FromSeconds(5)
        ? "agrees with that of the service"
        : $"{Math.Round(skew.Duration().TotalSeconds)} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} that of the service: the windows of exports and the tokens of JWT-enabled keys go by it";
}
