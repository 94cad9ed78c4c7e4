using Npgsql;
using static Iterable.Generated.PostgreSqlTable;

namespace Iterable.Generated;

/// <summary>Rate limits that processes share through PostgreSQL. Each question is one statement, which takes the time from the server's clock.</summary>
/// <remarks>
/// <para>
/// There is one row for each operation and scope, in a table that is made when it is missing. It is not logged: writing it costs no disk, and a
/// server that has crashed begins with an empty one and lets one burst through, half a limit. An account that may not make tables needs it made before, with <see cref="Schema" />.
/// </para>
/// <para>For PostgreSQL 12 or newer, the primary server.</para>
/// </remarks>
public sealed class PostgreSqlRateLimitStore : IIterableRateLimitStore, IDisposable
{
    private readonly PostgreSqlTable _table;
    private readonly string _reserve;
    private readonly string _hold;

    /// <summary>Makes a store with connections of its own, which it opens when it is asked.</summary>
    /// <param name="connectionString">Where the database is, as Npgsql has it: <c>Host=db.example;Database=service;Username=...</c>.</param>
    /// <param name="table">The table, with or without a schema: letters, digits and underscores.</param>
    public PostgreSqlRateLimitStore(string connectionString, string table = "iterable_rate_limits")
        : this(NpgsqlDataSource.Create(connectionString), table) =>
        _table.OwnsDatabase = true;

    /// <summary>Makes a store on connections of the application.</summary>
    /// <param name="database">The database. It is not disposed with the store.</param>
    /// <param name="table">The table, with or without a schema: letters, digits and underscores.</param>
    public PostgreSqlRateLimitStore(NpgsqlDataSource database, string table = "iterable_rate_limits")
    {
        _table = new(database, table, "iterable_rate_limits", static table => $"""
            create unlogged table if not exists {table} (
              key text primary key,
              full_at timestamptz not null,
              held_until timestamptz not null,
              asked_at timestamptz not null,
              first_at timestamptz not null
            ) with (fillfactor = 10);
            """);

        // $1 key, $2 interval, $3 burst, $4 count, $5 longest wait, $6 longest hold; times in microseconds. One clock for all of it: what the row that would be inserted has.
        const string Full = "greatest(l.full_at, excluded.asked_at, l.held_until + us * $2 * ($3 - 1))";
        _reserve = $"""
            insert into {table} as l (key, full_at, held_until, asked_at, first_at)
            select $1, now + us * $2 * $4, 'epoch', now, now + us * $2 * (1 - $3) from (select clock_timestamp() as now) clock
            on conflict (key) do update set
              asked_at = excluded.asked_at,
              first_at = {Full} + us * $2 * (1 - $3),
              full_at = case
                when {Full} + us * $2 * (1 - $3) - excluded.asked_at <= us * $5 and l.held_until - excluded.asked_at <= us * $6
                then {Full} + us * $2 * $4
                else l.full_at
              end
            returning (extract(epoch from first_at - asked_at) * 1000000)::bigint, (extract(epoch from held_until - asked_at) * 1000000)::bigint
            """.Replace("us *", "interval '1 microsecond' *");

        // $1 key, $2 time in microseconds.
        _hold = $"""
            insert into {table} as l (key, full_at, held_until, asked_at, first_at)
            select $1, now, now + us * $2, now, now from (select clock_timestamp() as now) clock
            on conflict (key) do update set held_until = greatest(l.held_until, excluded.held_until)
            """.Replace("us *", "interval '1 microsecond' *");
    }

    /// <summary>The statements that make the table, which can be run any number of times.</summary>
    public string Schema => _table.Schema;

    /// <inheritdoc />
    public async ValueTask<IterableSlotAnswer> ReserveAsync(IterableSlotRequest request, CancellationToken cancellationToken)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));

        return await RunAsync(
            _reserve,
            async command =>
            {
                using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await row.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new IterableSlotAnswer(TimeSpan.FromTicks(row.GetInt64(0) * 10), TimeSpan.FromTicks(Math.Max(0, row.GetInt64(1)) * 10));
            },
            cancellationToken,
            request.Key, Microseconds(request.Interval), (long)request.Burst, (long)request.Count, Microseconds(request.LongestWait), Microseconds(request.LongestHold)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask HoldAsync(string key, TimeSpan time, CancellationToken cancellationToken) =>
        await RunAsync(_hold, command => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken, key ?? throw new ArgumentNullException(nameof(key)), Microseconds(time)).ConfigureAwait(false);

    /// <summary>Closes the connections, if they are the store's own.</summary>
    public void Dispose() => _table.Dispose();

    private Task<T> RunAsync<T>(string statement, Func<NpgsqlCommand, Task<T>> run, CancellationToken cancellationToken, params object[] values) =>
        _table.MakingAsync(() => _table.RunAsync(statement, run, cancellationToken, values), cancellationToken);
}
