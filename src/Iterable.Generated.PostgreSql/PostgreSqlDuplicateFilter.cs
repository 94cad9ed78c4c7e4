using Npgsql;
using static Iterable.Generated.PostgreSqlTable;

namespace Iterable.Generated;

/// <summary>Remembers which events of webhooks were handled, for any number of processes, in PostgreSQL. Each question is one statement, which takes the time from the server's clock.</summary>
/// <remarks>
/// <para>
/// There is one row for each event, in a table that is made when it is missing; what is done removes rows whose time is over, a few at a time. An account that may not make tables
/// needs it made before, with <see cref="Schema" />.
/// </para>
/// <para>For PostgreSQL 12 or newer, the primary server.</para>
/// </remarks>
public sealed class PostgreSqlDuplicateFilter : IIterableDuplicateFilter, IDisposable
{
    private readonly PostgreSqlTable _table;
    private readonly string _claim;
    private readonly string _complete;
    private readonly string _release;

    /// <summary>Makes a filter with connections of its own, which it opens when it is asked.</summary>
    /// <param name="connectionString">Where the database is, as Npgsql has it: <c>Host=db.example;Database=service;Username=...</c>.</param>
    /// <param name="table">The table, with or without a schema: letters, digits and underscores.</param>
    public PostgreSqlDuplicateFilter(string connectionString, string table = "iterable_events")
        : this(NpgsqlDataSource.Create(connectionString), table) =>
        _table.OwnsDatabase = true;

    /// <summary>Makes a filter on connections of the application.</summary>
    /// <param name="database">The database. It is not disposed with the filter.</param>
    /// <param name="table">The table, with or without a schema: letters, digits and underscores.</param>
    public PostgreSqlDuplicateFilter(NpgsqlDataSource database, string table = "iterable_events")
    {
        _table = new(database, table, "iterable_events", static table => $"""
            create table if not exists {table} (
              key text primary key,
              owner text,
              ends_at timestamptz not null
            );
            create index if not exists {table.Split('.').Last()}_ends_at on {table} (ends_at);
            """);

        // $1 key, $2 owner, $3 lease in microseconds. A row without an owner is done until it ends. What another claims at the same moment is not seen yet, and is in progress.
        _claim = $"""
            with claimed as (
              insert into {table} as e (key, owner, ends_at) values ($1, $2, clock_timestamp() + interval '1 microsecond' * $3)
              on conflict (key) do update set owner = excluded.owner, ends_at = excluded.ends_at where e.ends_at <= clock_timestamp()
              returning 1
            )
            select case
              when exists (select from claimed) then 0
              when exists (select from {table} where key = $1 and owner is null and ends_at > clock_timestamp()) then 2
              else 1
            end
            """;

        // $1 key, $2 time in microseconds.
        _complete = $"""
            with old as (
              delete from {table} where key in (
                select key from {table} where ends_at <= clock_timestamp() and key <> $1 order by ends_at limit 8 for update skip locked
              )
            )
            insert into {table} (key, owner, ends_at) values ($1, null, clock_timestamp() + interval '1 microsecond' * $2)
            on conflict (key) do update set owner = null, ends_at = excluded.ends_at
            """;

        // $1 key, $2 owner.
        _release = $"delete from {table} where key = $1 and owner = $2";
    }

    /// <summary>The statements that make the table, which can be run any number of times.</summary>
    public string Schema => _table.Schema;

    /// <inheritdoc />
    public async ValueTask<IterableDuplicateClaim> ClaimAsync(string key, string owner, TimeSpan lease, CancellationToken cancellationToken = default) =>
        (int)(await RunAsync(_claim, cancellationToken, key, owner, Microseconds(lease)).ConfigureAwait(false))! switch
        {
            0 => IterableDuplicateClaim.First,
            1 => IterableDuplicateClaim.InProgress,
            _ => IterableDuplicateClaim.Done,
        };

    /// <inheritdoc />
    public async ValueTask CompleteAsync(string key, TimeSpan keepFor, CancellationToken cancellationToken = default) =>
        await RunAsync(_complete, cancellationToken, key, Microseconds(keepFor)).ConfigureAwait(false);

    /// <inheritdoc />
    public async ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken = default) =>
        await RunAsync(_release, cancellationToken, key, owner).ConfigureAwait(false);

    /// <summary>Closes the connections, if they are the filter's own.</summary>
    public void Dispose() => _table.Dispose();

    private Task<object?> RunAsync(string statement, CancellationToken cancellationToken, params object[] values) =>
        _table.MakingAsync(() => _table.RunAsync(statement, command => command.ExecuteScalarAsync(cancellationToken), cancellationToken, values), cancellationToken);
}
