using System.Data.Common;
using Iterable.Generated.Tool.Exports.Parts;
using Iterable.Generated.Tool.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Iterable.Generated.Tool.Exports.Places.Tables;

/// <summary>A schema of PostgreSQL, which a lock of the connection has for one process.</summary>
internal sealed class PostgreSqlPlace : TablePlace
{
    private const string Otherwise = "another schema with --schema";
    private const string DefaultSchema = "iterable";

    // The server takes a moment to see that a process was killed.
    private const int LockAttempts = 50;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(100);
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly NpgsqlConnection _database;

    private PostgreSqlPlace(Manifest manifest, NpgsqlConnection database, TableDialect dialect, string name)
        : base(manifest, database, dialect, name) => _database = database;

    public override (string Kind, string Name, string Parts) Where => ("schema", Dialect.Schema, "parts");

    /// <summary>Takes a schema, which is made where it is not there.</summary>
    /// <exception cref="ToolException">There is no way to the server, or another process works in the schema.</exception>
    public static async Task<PostgreSqlPlace> OpenAsync(ExportRequest request, ToolHost host, CancellationToken cancellationToken)
    {
        var settings = PostgreSqlAddress.Read(request.Out, host);
        var (dialect, server) = (TableDialect.PostgreSql(request.Schema ?? DefaultSchema), $"{settings.Database ?? settings.Username ?? "PostgreSQL"} at {settings.Host}:{settings.Port}");
        var name = $"the schema {dialect.Schema} of {server}";
        if (dialect.Schema.Length > dialect.LongestName)
            throw ToolException.Usage($"--schema is {dialect.Schema}, and a name has at most {dialect.LongestName} characters.");

        var database = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await ConnectAsync(database, dialect.Schema, server, name, host.Time, cancellationToken).ConfigureAwait(false);
            var manifest = await new TableSetup(database, dialect, name, Otherwise).RunAsync(request, cancellationToken).ConfigureAwait(false);
            return new PostgreSqlPlace(manifest, database, dialect, name);
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    protected override async Task<long> LoadAsync(Stream source, string part, Action unreadable, CancellationToken cancellationToken)
    {
        var copy = await _database.BeginBinaryImportAsync(
            $"copy {Dialect.Table(TableSetup.Staging)} ({Dialect.ColumnNames}) from stdin (format binary)", cancellationToken).ConfigureAwait(false);
        await using var copying = copy.ConfigureAwait(false);
        var record = new RecordRow(takesNul: false);
        var records = new RecordStream(line =>
        {
            if (!record.TryRead(line))
                unreadable();
            return new ValueTask(WriteAsync(copy, record, part, cancellationToken));
        });
        await using var _ = records.ConfigureAwait(false);
        await source.CopyToAsync(records, cancellationToken).ConfigureAwait(false);
        await records.FinishAsync().ConfigureAwait(false);
        await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return records.Count;
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, RecordRow record, string part, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < KnownColumns.All.Count; i++)
        {
            await (KnownColumns.All[i].Kind switch
            {
                ColumnKind.Integer => WriteAsync(copy, record.Number(i), NpgsqlDbType.Bigint, cancellationToken),
                // As the number that it is on the wire, since the first and the last that .NET knows would become infinite.
                ColumnKind.Time => WriteAsync(copy, (record.Number(i) - Epoch) / TimeSpan.TicksPerMicrosecond, NpgsqlDbType.TimestampTz, cancellationToken),
                _ => WriteAsync(copy, record.Text(i), NpgsqlDbType.Text, cancellationToken),
            }).ConfigureAwait(false);
        }

        await WriteAsync(copy, record.Rest, NpgsqlDbType.Json, cancellationToken).ConfigureAwait(false);
        await copy.WriteAsync(part, NpgsqlDbType.Text, cancellationToken).ConfigureAwait(false);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct => value is { } there ? copy.WriteAsync(there, type, cancellationToken) : copy.WriteNullAsync(cancellationToken);

    private static async Task ConnectAsync(NpgsqlConnection database, string schema, string server, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (database.PostgresParameters.GetValueOrDefault("server_encoding") is { } encoding and not "UTF8")
                throw ToolException.Usage($"{server} has the encoding {encoding}, in which records lose letters. Give a database with UTF8.");

            await database.RunAsync("set lock_timeout = '1min'; set statement_timeout = 0", cancellationToken).ConfigureAwait(false);
            await LockAsync(database, schema, name, time, cancellationToken).ConfigureAwait(false);
            if ((await database.QueryAsync("select 1 from pg_namespace where nspname = $1", cancellationToken, schema).ConfigureAwait(false)).Count == 0)
                await database.RunAsync($"create schema {TableDialect.Quoted(schema)}", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DbException or System.Net.Sockets.SocketException)
        {
            throw new ToolException($"{server}: {e.Message}");
        }
    }

    private static async Task LockAsync(NpgsqlConnection database, string schema, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; !(bool)(await database.QueryAsync("select pg_try_advisory_lock(hashtextextended('itbl ' || $1, 0))", cancellationToken, schema).ConfigureAwait(false))[0][0]; attempt++)
        {
            if (attempt == LockAttempts)
                throw new ToolException($"{name} cannot be taken: another itbl works in it. Wait for that, or give {Otherwise}.");
            await Task.Delay(LockPause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
