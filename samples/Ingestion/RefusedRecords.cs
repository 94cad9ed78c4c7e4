using System.Text.Json;
using Npgsql;

namespace Ingestion;

/// <summary>The table of refused records. A dead letter has no room for the reason, so it is kept here.</summary>
public sealed class RefusedRecords(NpgsqlDataSource database)
{
    public const string WolverineSchema = "wolverine";

    /// <summary>Makes the table. Processes that start at once take turns, or all but one would fail.</summary>
    public Task CreateTableAsync() => RunAsync(
        """
        select pg_advisory_xact_lock(hashtext('ingestion_refused'));
        create table if not exists ingestion_refused (
          id uuid primary key,
          record json not null,
          reason text not null,
          detail text not null,
          refused_at timestamptz not null
        );
        """);

    /// <summary>Keeps records that were refused, for the first time or again.</summary>
    public Task AddAsync(IReadOnlyCollection<RefusedRecord> records, CancellationToken cancellationToken) => RunAsync(
        """
        insert into ingestion_refused (id, record, reason, detail, refused_at)
        select *, now() from unnest($1::uuid[], $2::json[], $3::text[], $4::text[])
        on conflict (id) do update set
          record = excluded.record, reason = excluded.reason, detail = excluded.detail, refused_at = excluded.refused_at
        """,
        cancellationToken,
        records.Select(refused => refused.Id).ToArray(),
        records.Select(refused => JsonSerializer.Serialize(refused.Record)).ToArray(),
        records.Select(refused => refused.Reason).ToArray(),
        records.Select(refused => refused.Detail).ToArray());

    /// <summary>The records that wait for somebody, oldest first: those that are dead letters still.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="id">The one that is wanted; all when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<List<RefusedRecord>> ListAsync(int limit, Guid? id, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"""
            select id, record, reason, detail, refused_at from ingestion_refused refused
            where ($2::uuid is null or id = $2) and exists (select from {WolverineSchema}.wolverine_dead_letters letter where letter.id = refused.id and not letter.replayable)
            order by refused_at limit $1
            """,
            limit, (object?)id ?? DBNull.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<RefusedRecord>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new RefusedRecord(
                reader.GetGuid(0), JsonSerializer.Deserialize<IngestRecord>(reader.GetString(1))!, reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4)));
        }

        return found;
    }

    private async Task RunAsync(string statement, CancellationToken cancellationToken = default, params object[] values)
    {
        await using var command = Command(statement, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string statement, params object[] values)
    {
        var command = database.CreateCommand(statement);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
