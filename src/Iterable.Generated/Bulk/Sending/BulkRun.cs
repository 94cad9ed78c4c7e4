using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Iterable.Generated;

/// <summary>
/// One stream of records on its way through a lane. Everything here happens on the flow of whoever enumerates the outcomes, one step at a time;
/// only calls run beside it, and what they bring comes back through a queue.
/// </summary>
internal sealed partial class BulkRun<TRecord>(CallInvoker invoker, LaneDefinition<TRecord> lane, LaneLimits limits, BulkReason stopReason, TimeSpan drainTime, IProgress<BulkProgress>? progress, CancellationToken stop)
{
    private readonly RunSignal _signal = new();
    private readonly BusyNames<TRecord> _names = new();
    private readonly Queue<Batch<TRecord>> _ready = new();
    private readonly ConcurrentQueue<Batch<TRecord>> _settled = new();
    private readonly ConcurrentQueue<long> _landed = new();
    private readonly List<long> _flights = [];
    private RunEnding? _ending;
    private RecordSource<TRecord>? _source;
    private long _read;
    private int _pending;
    private long _now;
    private long _flushTo;

    /// <summary>Whether what is not sent yet is to be given up.</summary>
    public bool IsStopping => _ending!.IsStopping;

    /// <summary>Cancelled when calls on their way have no more time.</summary>
    public CancellationToken CallToken => _ending!.CallToken;

    /// <summary>Cancelled when calls that do not heed that are left alone.</summary>
    public CancellationToken AbandonToken => _ending!.AbandonToken;

    /// <summary>Cancelled when nothing more is to be sent.</summary>
    public CancellationToken StopToken => _ending!.StopToken;

    /// <summary>Why records are not sent that are given up.</summary>
    public BulkReason StopReason => stopReason;

    /// <summary>Sends records. To be called once.</summary>
    public async IAsyncEnumerable<BulkOutcome<TRecord>> RunAsync(IAsyncEnumerable<BulkRecord<TRecord>> records)
    {
        _ending = new RunEnding(invoker.Time, drainTime, _signal);
        var registration = stop.Register(static run => ((BulkRun<TRecord>)run!)._signal.Set(), this);
        try
        {
            _source = new RecordSource<TRecord>(records, _signal);
            while (true)
            {
                Step();
                if (TryTell(out var outcome))
                {
                    do
                    {
                        yield return outcome;
                        if (!_settled.IsEmpty)
                            Step();
                    }
                    while (TryTell(out outcome));
                }
                else if (IsOver)
                {
                    break;
                }
                else
                {
                    await _signal.WaitAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            registration.Dispose();
            await CloseAsync().ConfigureAwait(false);
        }

        if (_source.Error is { } error)
            ExceptionDispatchInfo.Capture(error).Throw();
        if (_ending.IsStopping && stopReason == BulkReason.Cancelled)
            throw new OperationCanceledException(stop);
    }

    /// <summary>Sends all records before one without waiting for full batches. Can be called from any thread, with numbers that grow.</summary>
    public void FlushTo(long sequence)
    {
        Volatile.Write(ref _flushTo, sequence);
        _signal.Set();
    }

    /// <summary>Takes what became known of the records of a batch. Called by calls.</summary>
    public void Settled(Batch<TRecord> batch)
    {
        _settled.Enqueue(batch);
        _signal.Set();
    }

    /// <summary>Takes note that a batch has no call on its way any more.</summary>
    /// <param name="readAt">When its oldest record was read.</param>
    public void Landed(long readAt)
    {
        _landed.Enqueue(readAt);
        _signal.Set();
    }

    private bool HasRoom => _ready.Count == 0;

    // Whatever is read goes out, is given up or waits for what is on its way, before a step is over.
    private bool IsOver => _flights.Count == 0 && (_source!.HasEnded || (_ending!.IsStopping && (!_source.IsMoving || _ending.IsAbandoned)));

    private void Step()
    {
        _now = invoker.Time.GetTimestamp();
        Land();
        var hasNews = false;
        for (; _settled.TryDequeue(out var batch); hasNews = true)
            Tell(batch);

        if (stop.IsCancellationRequested && !_ending!.IsStopping)
        {
            _ending.Begin();
            _source!.Stop();
        }

        if (_ending!.IsStopping)
            hasNews |= GiveUp();
        else
            Go();

        if (_unsent is { } unsent)
        {
            _unsent = null;
            Meter(unsent);
            _told.Enqueue(unsent);
            hasNews = true;
        }

        if (hasNews)
            _meter.Report(_read, OldestPending());
    }

    private void Land()
    {
        while (_landed.TryDequeue(out var readAt))
            _flights.Remove(readAt);
    }

    private long OldestPending()
    {
        // What a record waits for was read before it.
        var oldest = _open?.FirstReadAt ?? long.MaxValue;
        foreach (var batch in _ready)
            oldest = Math.Min(oldest, batch.FirstReadAt);
        foreach (var readAt in _flights)
            oldest = Math.Min(oldest, readAt);
        return oldest;
    }

    private void Go()
    {
        Launch();
        if (_names.CanRelease)
        {
            _names.Release(() => HasRoom, slot =>
            {
                Place(slot);
                Launch();
            });
        }

        while (HasRoom && _pending < limits.Pending && _source!.TryRead(out var record))
        {
            Take(record);
            Launch();
        }

        if (IsDue())
            Seal();
        Launch();
    }

    private void Launch()
    {
        while (_ready.Count > 0 && _flights.Count < limits.Calls)
        {
            var batch = _ready.Dequeue();
            _flights.Add(batch.FirstReadAt);
            _ = new Flight<TRecord>(this, invoker, lane, limits).FlyAsync(batch);
        }
    }

    /// <summary>Gives up what is not sent yet.</summary>
    /// <returns>Whether batches are told that were ready or being filled.</returns>
    private bool GiveUp()
    {
        var verdict = Verdict.NotSent(stopReason, surelyNotSent: true);
        _names.GiveUp(slot => Refuse(slot, verdict));
        if (_open is not null)
            Seal();
        var hasBatches = _ready.Count > 0;
        while (_ready.Count > 0)
        {
            var batch = _ready.Dequeue();
            batch.SettleRest(verdict);
            batch.ReturnBytes();
            Tell(batch);
        }

        while (_source!.TryReadLast(out var record))
        {
            _pending++;
            Refuse(new Slot<TRecord> { Record = record.Record, State = record.State, Sequence = _read++, ReadAt = _now }, verdict);
        }

        return hasBatches;
    }

    /// <summary>Ends what is still on its way, where the enumeration was left before its end, and gives back all memory.</summary>
    private async ValueTask CloseAsync()
    {
        if (_source is not null && !IsOver)
        {
            _ending!.BeginAtOnce();
            _source.Stop();
            while (_flights.Count > 0 || (_source.IsWaiting && !_ending.IsAbandoned))
            {
                await _signal.WaitAsync().ConfigureAwait(false);
                Land();
            }
        }

        _lingering?.Dispose();
        _ending!.Dispose();
        _writer.Dispose();
        if (_source is null)
            return;

        await _source.CloseAsync().ConfigureAwait(false);
        _source.Dispose();
    }
}
