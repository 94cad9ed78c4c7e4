using System.CommandLine;
using Iterable.Generated.Tool.Connections;
using Iterable.Generated.Tool.Exports.Places;
using Iterable.Generated.Tool.Exports.Places.Tables;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Progress;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Exports;

/// <summary><c>itbl export</c>: data of a project as files in a folder, or as rows of tables.</summary>
internal static class ExportCommand
{
    private static readonly (string Line, string Meaning)[] Examples =
    [
        ("itbl export emailOpen emailClick --range yesterday --out opens", "NDJSON, a folder for each type"),
        ("itbl export emailOpen --last 30d --format parquet --out opens", "Parquet, for DuckDB, Spark and pandas: SELECT * FROM 'opens/emailOpen/*.parquet'"),
        ("itbl export emailOpen emailClick --since-last --from 2026-01-01 --format duckdb --out events.duckdb", "tables of DuckDB, which have each day what is new"),
        ("PGHOST=db PGDATABASE=warehouse itbl export user --last 1d --format postgres", "tables of PostgreSQL, in the schema iterable"),
        ("itbl export user --from 2026-01-01 --format csv --out users", "CSV, all that changed since then"),
        ("itbl export customEvent --since-last --from 2026-01-01 --out events", "each time what is new, and what came late to the end of the last export"),
        ("itbl export emailSend --from 2025-01-01 --to 2026-01-01 --how jobs --out sends", "a year, by jobs that run at the service"),
    ];

    public static Command Create(ToolHost host)
    {
        var (options, connection) = (new ExportOptions(), new ConnectionOptions());
        var json = new Option<bool>("--json") { Description = "Says at the end what was exported as one line of JSON." };
        var command = new ToolCommand(
            "export",
            "Exports data to files or to tables. Whatever ends it (Ctrl+C, a kill, a broken connection), the same command goes on: each record is there once, and no file is half.",
            Examples);
        options.AddTo(command);
        command.Add(json);
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Read(parsed);
            var project = await connection.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false);
            return await RunAsync(request, project, parsed.GetValue(json), host, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(ExportRequest request, Connection project, bool json, ToolHost host, CancellationToken cancellationToken)
    {
        using var iterable = Connection.Open(project);
        request.Check(iterable);
        foreach (var type in request.Types.Except(ExportOptions.Known))
            host.Warn($"{type} is no type of data that this version of itbl knows.");
        var place = await OpenAsync(request, host, cancellationToken).ConfigureAwait(false);
        await using var _ = place.ConfigureAwait(false);
        try
        {
            var run = await ProgressDisplay.RunAsync(
                host, report => new ExportRun(new ExportSteps(request, place, iterable, new ExportReport(report), host.Time)).RunAsync(cancellationToken)).ConfigureAwait(false);
            host.Out.WriteLine(json ? Json(place, request, run).ToString(Formatting.None) : Text(place, request, run));
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            host.Error.WriteLine("Interrupted. What is done stays; the same command goes on from there.");
            throw;
        }
    }

    private static async Task<ExportPlace> OpenAsync(ExportRequest request, ToolHost host, CancellationToken cancellationToken) => request.Format switch
    {
        "duckdb" => await DuckDbPlace.OpenAsync(request, host, cancellationToken).ConfigureAwait(false),
        "postgres" => await PostgreSqlPlace.OpenAsync(request, host, cancellationToken).ConfigureAwait(false),
        _ => ExportFolder.Open(request),
    };

    private static JObject Json(ExportPlace place, ExportRequest request, ManifestRun run) => new()
    {
        [place.Where.Kind] = place.Where.Name,
        ["types"] = new JObject(request.Types.Select(type => new JProperty(type, Counts(run.Types[type].Parts, place.Where.Parts)))),
    };

    private static JObject Counts(List<ExportedPart> parts, string name) =>
        new() { ["records"] = parts.Sum(part => part.Records), [name] = parts.Count, ["bytes"] = parts.Sum(part => part.Bytes) };

    private static string Text(ExportPlace place, ExportRequest request, ManifestRun run) => string.Join(Environment.NewLine, request.Types.Select(type =>
    {
        var parts = run.Types[type].Parts;
        return FormattableString.Invariant($"{type}: {ProgressReport.Counted(parts.Sum(part => part.Records))} {place.PartsOf(type, parts.Count)}");
    }));
}
