using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;
using Npgsql;
using Wolverine.Runtime.Serialization;

namespace Ingestion.Demo;

/// <summary>
/// What processes had in hand when they were killed, and what of a queue when it was given to another, as the database has it: it is sent later than what others sent meanwhile,
/// and perhaps again.
/// </summary>
internal sealed class RecordsInHand(NpgsqlDataSource database)
{
    private const string Inbox = $"{RefusedRecords.WolverineSchema}.wolverine_incoming_envelopes";

    private readonly HashSet<int> _killed = [];
    private readonly HashSet<int> _moved = [];

    public int Killed => _killed.Count;

    public bool WereKilled(int number) => _killed.Contains(number);

    public bool WereMoved(int number) => _moved.Contains(number);

    /// <summary>Lets the database note what of a queue is in hand whenever a process is given that queue, or gives it up.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            create table demo_moved (id uuid primary key, body bytea not null);
            create function demo_note_moved() returns trigger language plpgsql as $note$
            begin
              insert into demo_moved select id, body from {Inbox}
              where status = 'Incoming' and split_part(received_at, '/', 3) = split_part(coalesce(new.id, old.id), '/', 4)
              on conflict do nothing;
              return null;
            end $note$;
            create trigger demo_note_moved after insert or update or delete on {RefusedRecords.WolverineSchema}.wolverine_node_assignments for each row execute function demo_note_moved();
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The number of the process that was started last.</summary>
    public async Task<int> NewestNodeAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"select max(node_number) from {RefusedRecords.WolverineSchema}.wolverine_nodes");
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Notes what a process had, before another takes it over.</summary>
    public async Task NoteKilledAsync(int node, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"select body from {Inbox} where owner_id = $1");
        command.Parameters.Add(new() { Value = node });
        await ReadAsync(command, _killed, cancellationToken);
    }

    /// <summary>Reads what was in hand when queues went to other processes.</summary>
    public async Task ReadMovedAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select body from demo_moved");
        await ReadAsync(command, _moved, cancellationToken);
    }

    private static async Task ReadAsync(NpgsqlCommand command, HashSet<int> numbers, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var record = JsonSerializer.Deserialize<IngestRecord>(EnvelopeSerializer.Deserialize(reader.GetFieldValue<byte[]>(0)).Data!, JsonSerializerOptions.Web)!;
            if (record.Event?.Id is { } id)
                numbers.Add(int.Parse(id, CultureInfo.InvariantCulture));
            else if (record.Update?.DataFields?[DemoRecord.Field] is { Type: JTokenType.Integer } number)
                numbers.Add((int)number);
        }
    }
}
