using Iterable.Generated;
using Wolverine;
using Wolverine.Runtime.Batching;

namespace Ingestion;

/// <summary>Hands batches to Iterable and settles each record: done, or refused. What could not be sent is sent again, for as long as it takes.</summary>
public sealed class RecordHandler(IIterableClient iterable, RefusedRecords refused, IngestionMetrics metrics, TimeProvider time, IHostApplicationLifetime process)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public async Task Handle(IngestRecord[] records, IBatchContext batch, CancellationToken cancellationToken)
    {
        // A process that was asked to end finishes the batch that it has begun. The next would be cut off where the time for that ends, and go twice: it stays, and is given back.
        if (process.ApplicationStopping.IsCancellationRequested)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

        var rejections = new List<Rejection>();
        var waiting = Enumerable.Range(0, records.Length).ToList();
        for (var pause = FirstPause; waiting.Count > 0; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var notSent = new HashSet<string>();
            var rejected = new HashSet<int>();
            void Settle(int number, BulkOutcomeKind outcome, BulkReason reason, string detail)
            {
                if (outcome == BulkOutcomeKind.NotSent)
                    notSent.Add(records[number].User);
                else if (outcome == BulkOutcomeKind.Refused && rejected.Add(number))
                    rejections.Add(new(number, reason, detail));
            }

            // Updates first, so that an event finds its user.
            var updates = waiting.Where(number => records[number].Update is not null).Select(number => new BulkRecord<UserUpdateRequest>(records[number].Update!, number));
            await foreach (var outcome in iterable.Bulk.UserUpdates().SendAsync(updates.ToAsyncEnumerable(), cancellationToken))
                Settle((int)outcome.State!, outcome.Kind, outcome.Reason, DetailOf(outcome.FieldErrors, outcome.Exception));
            var events = waiting.Where(number => records[number].Event is not null).Select(number => new BulkRecord<TrackEventRequest>(records[number].Event!, number));
            await foreach (var outcome in iterable.Bulk.Events().SendAsync(events.ToAsyncEnumerable(), cancellationToken))
                Settle((int)outcome.State!, outcome.Kind, outcome.Reason, DetailOf(outcome.FieldErrors, outcome.Exception));

            // All of a user goes again, in order, or an older record would come after a newer one.
            waiting.RemoveAll(number => rejected.Contains(number) || !notSent.Contains(records[number].User));
            if (waiting.Count > 0)
            {
                metrics.Repeats(waiting.Count);
                await Task.Delay(pause, time, cancellationToken);
            }
        }

        await FinishAsync(records, batch, rejections, cancellationToken);
    }

    private async Task FinishAsync(IngestRecord[] records, IBatchContext batch, List<Rejection> rejections, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var reasons = rejections.ToDictionary(rejection => rejection.Number, rejection => rejection.Reason.Value);
        if (rejections.Count > 0)
            await refused.AddAsync([.. rejections.Select(it => new RefusedRecord(batch.Members[it.Number].MessageId, records[it.Number], it.Reason.Value, it.Detail))], cancellationToken);
        for (var number = 0; number < records.Length; number++)
            metrics.Settled(records[number].Update is null ? "event" : "user", reasons.GetValueOrDefault(number, "accepted"), now - batch.Members[number].SentAt);

        // The others are done. The refused become dead letters, without a word why: that is in the table.
        if (rejections.Count > 0)
            throw ApplyItemException.DeadLetterAndAckOthers([.. rejections.Select(rejection => records[rejection.Number])]);
    }

    private static string DetailOf(IReadOnlyList<IterableFieldTypeError> fields, Exception? exception) =>
        fields.Count > 0 ? string.Join(", ", fields.Select(field => $"{field.Field} is not of type {field.ExpectedType}")) : exception?.Message ?? "";

    private sealed record Rejection(int Number, BulkReason Reason, string Detail);
}
