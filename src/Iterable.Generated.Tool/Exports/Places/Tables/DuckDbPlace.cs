using System.Data.Common;
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

    protected override Task<long> LoadAsync(string source, string part, CancellationToken cancellationToken)
    {
        using var appender = _database.CreateAppender(TableSetup.Staging);
        var (record, records) = (new RecordRow(takesNul: false), 0L);
        foreach (var line in RecordLines.Of(source))
        {
            cancellationToken.ThrowIfCancellationRequested();
            record.Read(line.Span);
            var row = appender.CreateRow();
            foreach (var value in record.Values)
            {
                _ = value switch
                {
                    long number => row.AppendValue(number),
                    DateTime time => row.AppendValue(time),
                    _ => row.AppendValue((string?)value),
                };
            }

            row.AppendValue(record.Rest).AppendValue(part).EndRow();
            records++;
        }

        appender.Close();
        return Task.FromResult(records);
    }

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
