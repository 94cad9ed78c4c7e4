namespace Iterable.Generated;

/// <summary>A lane of a client.</summary>
internal sealed class BulkLane<TRecord>(CallInvoker invoker, LaneDefinition<TRecord> definition, BulkOptions options) : IBulkLane<TRecord>
{
    private readonly LaneLimits _limits = new(options, definition.Operation, invoker.LimitOf(definition.Operation));

    public IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync(IAsyncEnumerable<TRecord> records, CancellationToken cancellationToken = default) =>
        SendAsync(new WithoutState<TRecord>(records ?? throw new ArgumentNullException(nameof(records))), cancellationToken);

    public IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync(IAsyncEnumerable<BulkRecord<TRecord>> records, CancellationToken cancellationToken = default)
    {
        if (records is null)
            throw new ArgumentNullException(nameof(records));

        return new BulkStream<TRecord>(stop => CreateRun(BulkReason.Cancelled, _limits.DrainTime, stop).RunAsync(records), cancellationToken);
    }

    public IBulkSender<TRecord> CreateSender(Func<BulkOutcome<TRecord>, ValueTask> onOutcome) =>
        new BulkSender<TRecord>(this, _limits, invoker.Time, onOutcome ?? throw new ArgumentNullException(nameof(onOutcome)));

    /// <summary>Makes a run.</summary>
    /// <param name="stopReason">Why records are not sent when it is stopped.</param>
    /// <param name="drainTime">How long calls on their way have to be answered then.</param>
    /// <param name="stop">Stops it.</param>
    public BulkRun<TRecord> CreateRun(BulkReason stopReason, TimeSpan drainTime, CancellationToken stop) => new(invoker, definition, _limits, stopReason, drainTime, options.Progress, stop);
}
