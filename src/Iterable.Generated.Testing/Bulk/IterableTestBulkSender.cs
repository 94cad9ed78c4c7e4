using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Iterable.Generated.Testing;

/// <summary>A sender that sends nothing, and tells the outcomes when it is flushed or closed.</summary>
internal sealed class IterableTestBulkSender<TRecord>(IterableTestBulkLane<TRecord> lane, Func<BulkOutcome<TRecord>, ValueTask> onOutcome) : IBulkSender<TRecord>
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _telling = new(1);
    private readonly Queue<BulkOutcome<TRecord>> _untold = new();
    private readonly List<BulkOutcome<TRecord>> _remaining = [];

    // True where the handler calls the sender, which would make it wait for itself.
    private readonly AsyncLocal<StrongBox<bool>?> _handling = new();
    private long _added;
    private bool _isClosed;
    private Exception? _error;

    public ValueTask AddAsync(TRecord record, object? state = null, CancellationToken cancellationToken = default)
    {
        ThrowError();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(IBulkSender<TRecord>));
            _untold.Enqueue(lane.Take(new BulkRecord<TRecord>(record, state), _added++));
        }

        return default;
    }

    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfHandling();
        await TellAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        ThrowError();
    }

    public async Task<IReadOnlyList<BulkOutcome<TRecord>>> CloseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfHandling();
        lock (_gate)
            _isClosed = true;
        await TellAsync().ConfigureAwait(false);
        ThrowError();
        lock (_gate)
            return [.. _remaining];
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private async Task TellAsync()
    {
        await _telling.WaitAsync().ConfigureAwait(false);
        try
        {
            while (TryTake(out var outcome))
            {
                var handling = new StrongBox<bool>(true);
                _handling.Value = handling;
                try
                {
                    await onOutcome(outcome).ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref _error, e, null);
                }

                Volatile.Write(ref handling.Value, false);
            }
        }
        finally
        {
            _telling.Release();
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out BulkOutcome<TRecord>? outcome)
    {
        lock (_gate)
        {
            if (_untold.TryDequeue(out outcome) && outcome.Kind == BulkOutcomeKind.NotSent && outcome.Reason == BulkReason.Disposed)
                _remaining.Add(outcome);
            return outcome is not null;
        }
    }

    private void ThrowIfHandling()
    {
        if (_handling.Value is { Value: true })
            throw new InvalidOperationException("The handler of outcomes flushes or closes its own sender, which ends only when the handler has ended. Do it from elsewhere.");
    }

    private void ThrowError()
    {
        if (Interlocked.Exchange(ref _error, null) is { } error)
            ExceptionDispatchInfo.Capture(error).Throw();
    }
}
