using System.Globalization;
using Npgsql;
using static Iterable.Generated.PostgreSqlTable;

namespace Iterable.Generated;

/// <summary>A partition as it was taken.</summary>
internal sealed class ExportPartitionRow(ExportDataType dataType, DateTimeOffset start, DateTimeOffset end, ExportCheckpoint? checkpoint, long fence)
{
    public ExportDataType DataType => dataType;

    public DateTimeOffset Start => start;

    public DateTimeOffset End => end;

    public ExportCheckpoint? Checkpoint => checkpoint;

    public long Fence => fence;
}

/// <summary>The partitions of one plan in their table. Each question is one statement, which takes the time from the server's clock.</summary>
internal sealed class ExportPartitionTable(NpgsqlDataSource database, string table, string plan)
{
    private const string UsualName = "iterable_export_partitions";
    private const string Mine = "where (plan, data_type, start_at, fence) = ($1, $2, $3, $4) and lease_until is not null";

    // $1 plan, $2 types, $3 start, $4 end, $5 length in seconds.
    private readonly string _divide = $"""
        insert into {table} (plan, data_type, start_at, end_at)
        select $1, data_type, start_at, least($4, start_at + interval '1 second' * $5)
        from unnest($2) as types(data_type), generate_series($3, $4 - interval '1 second', interval '1 second' * $5) as starts(start_at)
        where not exists (select from {table} where plan = $1)
        """;

    // $1 plan, $2 worker, $3 lease in microseconds. What was taken least often comes first, so that one partition that always fails keeps nobody from the others.
    private readonly string _take = $"""
        with free as (
          select plan, data_type, start_at from {table}
          where plan = $1 and done_at is null and (lease_until is null or lease_until <= clock_timestamp())
          order by fence, start_at, data_type limit 1 for update skip locked
        )
        update {table} p set fence = p.fence + 1, worker = $2, lease_until = clock_timestamp() + interval '1 microsecond' * $3
        from free where (p.plan, p.data_type, p.start_at) = (free.plan, free.data_type, free.start_at)
        returning p.data_type, p.start_at, p.end_at, p.checkpoint, p.fence
        """;

    // $1 plan, $2 type, $3 start, $4 fence; a lease is in microseconds. A lease that has ended is still there while nobody has taken it over.
    private readonly string _renew = $"update {table} set lease_until = clock_timestamp() + interval '1 microsecond' * $5 {Mine}";
    private readonly string _giveBack = $"update {table} set worker = null, lease_until = null {Mine} and done_at is null";
    private readonly string _save = $"""
        update {table} set checkpoint = $5, done_at = case when $6 then clock_timestamp() end, lease_until = clock_timestamp() + interval '1 microsecond' * $7
        {Mine} and done_at is null
        """;

    // $1 plan.
    private readonly string _count = $"""
        select count(*) filter (where done_at is not null), count(*) filter (where done_at is null and lease_until > clock_timestamp()), count(*)
        from {table} where plan = $1
        """;

    private readonly PostgreSqlTable _table = new(database, table, UsualName, static table => $"""
        create table if not exists {table} (
          plan text not null,
          data_type text not null,
          start_at timestamptz not null,
          end_at timestamptz not null,
          checkpoint text,
          fence bigint not null default 0,
          worker text,
          lease_until timestamptz,
          done_at timestamptz,
          primary key (plan, data_type, start_at)
        );
        """);

    public string Schema => _table.Schema;

    /// <summary>A plan, for people.</summary>
    public override string ToString() => $"export plan '{plan}' in {table}";

    /// <summary>Makes the rows unless there are some, and describes those that are there.</summary>
    public Task<string> DivideAsync(string[] types, DateTimeOffset start, DateTimeOffset end, TimeSpan slice, CancellationToken cancellationToken)
    {
        return _table.MakingAsync(() => _table.ConnectAsync(OnceAsync, cancellationToken), cancellationToken);

        // Three statements in one round trip, which is one transaction: two workers with different plans would otherwise mix their rows.
        async Task<string> OnceAsync(NpgsqlConnection connection)
        {
            using var batch = new NpgsqlBatch(connection);
            Add($"select pg_advisory_xact_lock(hashtext('{UsualName}'), hashtext($1))", plan);
            Add(_divide, plan, types, start.UtcDateTime, end.UtcDateTime, (long)slice.TotalSeconds);
            Add($"select data_type, min(start_at), max(end_at), max(end_at - start_at) from {table} where plan = $1 group by data_type", plan);
            using var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await rows.NextResultAsync(cancellationToken).ConfigureAwait(false);
            var stored = new List<(string Type, DateTimeOffset Start, DateTimeOffset End, TimeSpan Slice)>();
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                stored.Add((rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetFieldValue<DateTimeOffset>(2), rows.GetTimeSpan(3)));

            return Describe(stored.Select(row => row.Type).OrderBy(type => type, StringComparer.Ordinal), stored.Min(row => row.Start), stored.Max(row => row.End), stored.Max(row => row.Slice));

            void Add(string statement, params object[] values)
            {
                var command = new NpgsqlBatchCommand(statement);
                PostgreSqlTable.Add(command.Parameters, values);
                batch.BatchCommands.Add(command);
            }
        }
    }

    public Task<ExportPartitionRow?> TakeAsync(string worker, TimeSpan lease, CancellationToken cancellationToken) => AskAsync(
        _take,
        async command =>
        {
            using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            if (!await row.ReadAsync(cancellationToken).ConfigureAwait(false))
                return null;

            var checkpoint = row.IsDBNull(3) ? null : ExportCheckpoint.Parse(row.GetString(3));
            return new ExportPartitionRow(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), checkpoint, row.GetInt64(4));
        },
        cancellationToken, plan, worker, Microseconds(lease));

    public async Task SaveAsync(ExportPartition partition, ExportCheckpoint checkpoint, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        object[] values = [.. Of(partition), checkpoint.ToString(), checkpoint.Next == partition.End, Microseconds(partition.Lease)];
        int saved;
        if (transaction is null)
        {
            saved = await AskAsync(_save, command => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken, values).ConfigureAwait(false);
        }
        else
        {
            using var command = new NpgsqlCommand(_save, transaction.Connection, transaction);
            Add(command.Parameters, values);
            saved = await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        if (saved == 0)
            throw new ExportPartitionLostException($"{partition} of {this} is no longer this worker's: another took it, it was given back, or it is done. {checkpoint} was not saved.");
    }

    public async Task<bool> RenewAsync(ExportPartition partition, CancellationToken cancellationToken) => await AskAsync(
        _renew,
        command =>
        {
            command.CommandTimeout = (int)Math.Ceiling(partition.Lease.TotalSeconds / 3);
            return command.ExecuteNonQueryAsync(cancellationToken);
        },
        cancellationToken, [.. Of(partition), Microseconds(partition.Lease)]).ConfigureAwait(false) > 0;

    public async Task<bool> GiveBackAsync(ExportPartition partition) =>
        await AskAsync(_giveBack, command => command.ExecuteNonQueryAsync(CancellationToken.None), CancellationToken.None, Of(partition)).ConfigureAwait(false) > 0;

    public Task<ExportPlanProgress> CountAsync(CancellationToken cancellationToken) => AskAsync(
        _count,
        async command =>
        {
            using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await row.ReadAsync(cancellationToken).ConfigureAwait(false);
            var (done, inHand, total) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
            return total > 0 ? new ExportPlanProgress(done, inHand, total - done - inHand) : throw Unknown();
        },
        cancellationToken, plan);

    public static string Period(DateTimeOffset start, DateTimeOffset end) =>
        string.Format(CultureInfo.InvariantCulture, "from {0:yyyy-MM-dd'T'HH:mm:ss'Z'} to {1:yyyy-MM-dd'T'HH:mm:ss'Z'}", start.UtcDateTime, end.UtcDateTime);

    public static string Describe(IEnumerable<string> types, DateTimeOffset start, DateTimeOffset end, TimeSpan slice) =>
        $"{string.Join(", ", types)} {Period(start, end)} in slices of {slice.ToString("c", CultureInfo.InvariantCulture)}";

    private async Task<T> AskAsync<T>(string statement, Func<NpgsqlCommand, Task<T>> ask, CancellationToken cancellationToken, params object[] values)
    {
        try
        {
            return await _table.RunAsync(statement, ask, cancellationToken, values).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw Unknown(e);
        }
    }

    private InvalidOperationException Unknown(Exception? reason = null) =>
        new($"There is no {this}. Make it with EnsureAsync first, which each worker may call.", reason);

    private object[] Of(ExportPartition partition) => [plan, partition.DataType.Value, partition.Start.UtcDateTime, partition.Fence];
}
