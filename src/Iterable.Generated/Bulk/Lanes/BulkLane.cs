using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>A lane of a client.</summary>
internal sealed class BulkLane<TRecord>(CallInvoker invoker, LaneDefinition<TRecord> definition, BulkOptions options) : IBulkLane<TRecord>
{
    private readonly LaneLimits _limits = new(options, definition.Operation);

    public IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync(IAsyncEnumerable<TRecord> records, CancellationToken cancellationToken = default) =>
        SendAsync(WithoutStateAsync(records ?? throw new ArgumentNullException(nameof(records))), cancellationToken);

    public IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync(IAsyncEnumerable<BulkRecord<TRecord>> records, CancellationToken cancellationToken = default) =>
        RunAsync(records ?? throw new ArgumentNullException(nameof(records)), cancellationToken);

    public IBulkSender<TRecord> CreateSender(Func<BulkOutcome<TRecord>, ValueTask> onOutcome) =>
        new BulkSender<TRecord>(this, _limits, invoker.Time, onOutcome ?? throw new ArgumentNullException(nameof(onOutcome)));

    private static async IAsyncEnumerable<BulkRecord<TRecord>> WithoutStateAsync(IAsyncEnumerable<TRecord> records, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return new BulkRecord<TRecord>(record);
    }

    private async IAsyncEnumerable<BulkOutcome<TRecord>> RunAsync(IAsyncEnumerable<BulkRecord<TRecord>> records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = CreateRun(BulkReason.Cancelled, _limits.DrainTime, cancellationToken);
        await foreach (var outcome in run.RunAsync(records).ConfigureAwait(false))
            yield return outcome;
    }

    /// <summary>Makes a run.</summary>
    /// <param name="stopReason">Why records are not sent when it is stopped.</param>
    /// <param name="drainTime">How long calls on their way have to be answered then.</param>
    /// <param name="stop">Stops it.</param>
    public BulkRun<TRecord> CreateRun(BulkReason stopReason, TimeSpan drainTime, CancellationToken stop) => new(invoker, definition, _limits, stopReason, drainTime, stop);
}
