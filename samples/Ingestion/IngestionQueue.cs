using Iterable.Generated;
using Wolverine;

namespace Ingestion;

/// <summary>The way in for code of the same process; the HTTP endpoints use it too.</summary>
public sealed class IngestionQueue(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>Queues updates of users. They are stored when this ends.</summary>
    /// <exception cref="ArgumentException">A record names no user. Nothing was queued.</exception>
    public Task AddAsync(params IReadOnlyList<UserUpdateRequest> updates) => AddAsync(updates.Select(IngestRecord.Of));

    /// <summary>Queues events. They are stored when this ends. An event without an id or a time is given one.</summary>
    /// <exception cref="ArgumentException">A record names no user. Nothing was queued.</exception>
    public Task AddAsync(params IReadOnlyList<TrackEventRequest> events)
    {
        var now = time.GetUtcNow();
        return AddAsync(events.Select(item => IngestRecord.Of(item, now)));
    }

    private async Task AddAsync(IEnumerable<IngestRecord> records)
    {
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();

        // Users beside each other, the records of one user behind each other.
        await Task.WhenAll(records.ToList().GroupBy(record => record.User).Select(async user =>
        {
            foreach (var record in user)
                await bus.PublishAsync(record);
        }));
    }
}
