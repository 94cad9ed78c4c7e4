using System.Data.Common;
using System.Text;
using DuckDB.NET.Data;
using Iterable.Generated.Tool.Exports.Parts;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>A file of DuckDB, which it locks for one process.</summary>
internal sealed class DuckDbPlace : TablePlace
{
    private const string Otherwise = "another file with --out";

    // What it needs beyond this it puts beside the file.
    private const string Memory = "1GB";

    // What the part of it for .NET was made for.
    private static readonly Version Oldest = new(1, 5);

    private readonly DuckDBConnection _database;
    private readonly string _path;

    private DuckDbPlace(Manifest manifest, DuckDBConnection database, string path)
        : base(manifest, database, TableDialect.DuckDb, path) => (_database, _path) = (database, path);

    public override (string Kind, string Name, string Parts) Where => ("database", _path, "parts");

    /// <summary>Takes a file, which is made where it is not there.</summary>
    /// <exception cref="ToolException">There is no library of DuckDB, or the file cannot be used.</exception>
    public static async Task<DuckDbPlace> OpenAsync(ExportRequest request, ToolHost host, CancellationToken cancellationToken)
    {
        DuckDbLibrary.Load(host);
        var path = Path.GetFullPath(request.Out);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var database = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path }.ConnectionString);
        try
        {
            await OpenAsync(database, path, cancellationToken).ConfigureAwait(false);
            var manifest = await new TableSetup(database, TableDialect.DuckDb, path, Otherwise).RunAsync(request, cancellationToken).ConfigureAwait(false);
            return new DuckDbPlace(manifest, database, path);
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    protected override async Task<long> LoadAsync(Stream source, string part, Action unreadable, CancellationToken cancellationToken)
    {
        using var appender = _database.CreateAppender(TableSetup.Staging);
        var record = new RecordRow(takesNul: false);
        var records = new RecordStream(line =>
        {
            if (!record.TryRead(line))
                unreadable();
            Append(appender, record, part);
            return ValueTask.CompletedTask;
        });
        await using var _ = records.ConfigureAwait(false);
        await source.CopyToAsync(records, cancellationToken).ConfigureAwait(false);
        await records.FinishAsync().ConfigureAwait(false);
        appender.Close();
        return records.Count;
    }

    private static void Append(DuckDBAppender appender, RecordRow record, string part)
    {
        var row = appender.CreateRow();
        for (var i = 0; i < KnownColumns.All.Count; i++)
        {
            row = KnownColumns.All[i].Kind switch
            {
                ColumnKind.Integer => row.AppendValue(record.Number(i)),
                ColumnKind.Time => row.AppendValue(record.Number(i) is { } ticks ? new DateTime(ticks, DateTimeKind.Utc) : (DateTime?)null),
                _ => row.AppendValue(Text(record.Text(i))),
            };
        }

        row.AppendValue(Text(record.Rest)).AppendValue(part).EndRow();
    }

    private static string? Text(ReadOnlyMemory<byte>? utf8) => utf8 is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    private static async Task OpenAsync(DuckDBConnection database, string path, CancellationToken cancellationToken)
    {
        try
        {
            await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (Version.TryParse(database.ServerVersion.TrimStart('v').Split('-')[0], out var version) && version < Oldest)
                throw ToolException.Usage($"The library of DuckDB on this machine is {version}. {DuckDbLibrary.Where}");

            await database.RunAsync($"set memory_limit = '{Memory}'", cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw new ToolException($"{path} cannot be taken: {e.Message} If another program has it open, close that, or give {Otherwise}.");
        }
        catch (EntryPointNotFoundException e)
        {
            throw ToolException.Usage($"What was loaded as the library of DuckDB is none, or an old one: {e.Message} {DuckDbLibrary.Where}");
        }
    }
}
