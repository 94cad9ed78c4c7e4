using System.CommandLine;
using Iterable.Generated.Tool.Connections;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports.Kinds;
using Iterable.Generated.Tool.Imports.Mapping;
using Iterable.Generated.Tool.Imports.Places;
using Iterable.Generated.Tool.Imports.Reading;
using Iterable.Generated.Tool.Progress;

namespace Iterable.Generated.Tool.Imports;

/// <summary><c>itbl import</c>: files into a project, by the lanes for records in bulk.</summary>
internal static class ImportCommand
{
    private static readonly (string Line, string Meaning)[] Examples =
    [
        ("itbl import users customers.csv", "columns email, userId and fields of the profile"),
        ("itbl import events orders.ndjson --set eventName=ordered", "an event for each line"),
        ("itbl import users --retry customers.csv.rejected.ndjson", "what was refused, when the reason is gone"),
        ("itbl import list readers.csv --list 42", "each kind of record has a help of its own: itbl import list --help"),
    ];

    public static Command Create(ToolHost host)
    {
        var command = new ToolCommand(
            "import",
            "Sends the rows of a file to Iterable. Whatever ends it (Ctrl+C, a kill, a broken connection), the same command goes on; what is refused goes to a file, with the reason.",
            Examples);
        foreach (var kind in ImportKinds.Create())
            command.Add(Of(kind, host));
        return command;
    }

    private static ToolCommand Of(ImportKind kind, ToolHost host)
    {
        var (options, connection) = (new ImportOptions(), new ConnectionOptions());
        var command = new ToolCommand(kind.Name, kind.Description, [.. kind.Examples]);
        foreach (var option in kind.Options)
            command.Add(option);
        options.AddTo(command);
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = await connection.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false);
            return await RunAsync(kind, options.Read(parsed, kind, project), parsed, project, host, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(ImportKind kind, ImportRequest request, ParseResult parsed, Connection project, ToolHost host, CancellationToken cancellationToken)
    {
        using var iterable = Connection.Open(project);
        var input = Open(request, project.KeySource == "ITERABLE_API_KEY_FILE" ? host.Variable(project.KeySource) : parsed.GetValue<string?>("--api-key-file"), host);
        await using var closing = input.ConfigureAwait(false);
        var isKept = input.CanSeek && !request.IsDryRun;
        var content = isKept ? await PlaceFile.ContentOfAsync(input, cancellationToken).ConfigureAwait(false) : "";
        var fields = (kind.HasUserFields ? (await iterable.Users.GetUserFieldsAsync(cancellationToken).ConfigureAwait(false)).Fields : null) ?? new Dictionary<string, string>();
        var reader = Reader(request, input);
        var map = new ColumnMap(kind.Shape, request.Columns, fields.AsReadOnly(), reader);
        if (await reader.ReadColumnsAsync(cancellationToken).ConfigureAwait(false) is { } columns)
            map.Check(columns);

        using var dry = request.IsDryRun ? DryRunTransport.Open(project.Options) : null;
        using var place = request.IsDryRun ? ImportPlace.OfNothing() : isKept ? ImportPlace.OfFile(request, content, host.Error.WriteLine) : ImportPlace.OfStream(request);
        var check = kind.HasUserFields ? new BulkFieldCheck(fields) : null;
        var summary = new ImportSummary(kind, request, map, check);
        // Said at once: it can take the rest of the second until calls on their way are answered.
        await using var interruption = cancellationToken.Register(() => Interrupted(host, place.IsKept)).ConfigureAwait(false);
        Tally tally;
        string? refused;
        try
        {
            tally = await ProgressDisplay.RunAsync(
                host, report => kind.SendAsync(new ImportSteps((dry ?? iterable).Bulk, parsed, check, reader, map, place, report, host.Time, request.IsDryRun), cancellationToken)).ConfigureAwait(false);
            foreach (var (option, column) in request.Format == "ndjson" && tally.Rows > 0 ? map.Missing : [])
                host.Warn($"{option} {column}: no line has such a name.");
            refused = place.Finish();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            host.Error.WriteLine(GoingOn(request, place));
            throw;
        }
        catch (ToolException e) when (e.ExitCode == ExitCode.Usage && place.Tally.Rows == 0)
        {
            place.Finish();
            throw;
        }
        catch (Exception e) when (e is ToolException or IterableException or IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine($"{e.Message}{Environment.NewLine}{GoingOn(request, place)}");
            return ExitCode.Failure;
        }

        try
        {
            host.Out.WriteLine(summary.Of(tally, refused));
        }
        catch (IOException e)
        {
            throw new ToolException($"{ProgressReport.Counted(tally.Rows, "row")} dealt with, to the end. The summary cannot be written: {e.Message}{(refused is null ? "" : $" What was refused is in {refused}.")}");
        }

        return tally.Refused > 0 ? ExitCode.Refused : ExitCode.Success;
    }

    private static void Interrupted(ToolHost host, bool isKept)
    {
        try
        {
            host.Error.WriteLine(isKept ? "Interrupted. The same command goes on." : "Interrupted.");
        }
        catch (IOException)
        {
            // Nobody reads it.
        }
    }

    private static string GoingOn(ImportRequest request, ImportPlace place)
    {
        if (request.IsDryRun)
            return "Nothing was sent.";

        var rows = ProgressReport.Counted(place.Tally.Rows, "row");
        if (place.IsKept)
            return $"{rows} dealt with; the same command goes on from there.";

        var refused = place.Finish();
        return $"{rows} dealt with. What comes over a stream cannot be gone on with: send what follows them.{(refused is null ? "" : $" What was refused of them is in {refused}.")}";
    }

    // Taken alone, so that no two processes import a file.
    private static Stream Open(ImportRequest request, string? keyFile, ToolHost host)
    {
        if (request.Input == "-")
        {
            return keyFile == "-"
                ? throw ToolException.Usage("The API key and the rows cannot both come over the standard input.")
                : new WaitingStream(host.In);
        }

        try
        {
            var file = new FileStream(request.Input, FileMode.Open, FileAccess.Read, request.IsDryRun ? FileShare.ReadWrite : FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return file.CanSeek ? file : new WaitingStream(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var hint = e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException ? "" : " If another itbl imports it, wait for that.";
            throw ToolException.Usage($"{request.Input} cannot be read: {e.Message}{hint}");
        }
    }

    private static RowReader Reader(ImportRequest request, Stream input) => request.Format switch
    {
        "csv" => new CsvRows(input, request.Delimiter, request.Name),
        "ndjson" => new NdjsonRows(input, request.Name),
        "parquet" => input.CanSeek ? new ParquetRows(input, request.Name, request.Columns.Takes) : throw ToolException.Usage("Parquet cannot be read from a stream: give the name of a file."),
        _ => new RejectedRows(input),
    };
}
