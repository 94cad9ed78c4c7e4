using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Iterable.Generated;

/// <summary>A stream that records are pushed into, and whose outcomes a handler is told of.</summary>
internal sealed class BulkSender<TRecord> : IBulkSender<TRecord>
{
    // For a handler that does not come back from an outcome, and for calls that do not from their cancellation.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private readonly SenderQueue<TRecord> _queue;
    private readonly StopSource _stop = new(default);
    private readonly BulkRun<TRecord> _run;
    private readonly Func<BulkOutcome<TRecord>, ValueTask> _onOutcome;
    private readonly TimeProvider _time;
    private readonly TimeSpan _drainTime;
    private readonly Task _running;
    private readonly SequencePrefix _told = new();
    private readonly Queue<(long To, TaskCompletionSource<bool> Done)> _flushes = new();
    private readonly List<BulkOutcome<TRecord>> _remaining = [];

    // True where the handler calls the sender, which must not make it wait for itself.
    private readonly AsyncLocal<StrongBox<bool>?> _handling = new();
    private long _next;
    private long _handled;
    private Exception? _error;
    private Task<IReadOnlyList<BulkOutcome<TRecord>>>? _closing;

    public BulkSender(BulkLane<TRecord> lane, LaneLimits limits, TimeProvider time, Func<BulkOutcome<TRecord>, ValueTask> onOutcome)
    {
        _queue = new SenderQueue<TRecord>(limits.Records);
        _run = lane.CreateRun(BulkReason.Disposed, TimeSpan.Zero, _stop.Token);
        _onOutcome = onOutcome;
        _time = time;
        _drainTime = limits.DrainTime;
        _running = Task.Run(RunAsync);
    }

    public ValueTask AddAsync(TRecord record, object? state = null, CancellationToken cancellationToken = default)
    {
        ThrowError();
        return _queue.AddAsync(new BulkRecord<TRecord>(record, state), mayWait: !IsHandling, cancellationToken);
    }

    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        if (IsHandling)
            throw new InvalidOperationException("The handler of outcomes flushes its own sender, which ends only when the handler has ended. Flush it from elsewhere.");

        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            var to = _queue.Added;
            if (_told.Next >= to)
                done.TrySetResult(true);
            else
                _flushes.Enqueue((to, done));
            _run.FlushTo(to);
        }

        using (cancellationToken.Register(() => done.TrySetCanceled(cancellationToken)))
            await (await Task.WhenAny(done.Task, _running).ConfigureAwait(false)).ConfigureAwait(false);
        ThrowError();
    }

    public Task<IReadOnlyList<BulkOutcome<TRecord>>> CloseAsync(CancellationToken cancellationToken = default)
    {
        if (IsHandling)
            throw new InvalidOperationException("The handler of outcomes closes its own sender, which ends only when the handler has ended. Close it from elsewhere.");

        lock (_lock)
            _closing ??= CloseOnceAsync();
        return GiveUpWhenCancelledAsync(_closing, cancellationToken);
    }

    private bool IsHandling => _handling.Value is { Value: true };

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private async Task RunAsync()
    {
        try
        {
            await foreach (var outcome in _run.RunAsync(_queue.ReadAsync()).ConfigureAwait(false))
                await TellAsync(outcome).ConfigureAwait(false);
        }
        finally
        {
            // Nobody is to wait for room that nobody makes.
            _queue.Close();
        }

        while (_queue.TryTake(out var record, out _))
            await TellAsync(new BulkOutcome<TRecord>(record.Record, BulkOutcomeKind.NotSent, BulkReason.Disposed, record.State, _next, surelyNotSent: true)).ConfigureAwait(false);
    }

    private async ValueTask TellAsync(BulkOutcome<TRecord> outcome)
    {
        _next = Math.Max(_next, outcome.Sequence + 1);
        var handling = new StrongBox<bool>(true);
        _handling.Value = handling;
        try
        {
            await _onOutcome(outcome).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _error, e, null);
        }

        // What the handler has left running is no part of it any more.
        Volatile.Write(ref handling.Value, false);

        Interlocked.Increment(ref _handled);
        lock (_lock)
        {
            // Without that, it was the client that was disposed.
            if (outcome.Reason == BulkReason.Disposed && _stop.IsCancellationRequested)
                _remaining.Add(outcome);
            if (_told.Add(outcome.Sequence))
                EndFlushes();
        }
    }

    private void EndFlushes()
    {
        while (_flushes.Count > 0 && _flushes.Peek().To <= _told.Next)
            _flushes.Dequeue().Done.TrySetResult(true);
    }

    private async Task<IReadOnlyList<BulkOutcome<TRecord>>> CloseOnceAsync()
    {
        _queue.Close();
        if (!await EndsWithinAsync(_drainTime).ConfigureAwait(false))
        {
            _stop.Stop();
            // A handler may take its time for each of many outcomes.
            long told;
            do
                told = Volatile.Read(ref _handled);
            while (!await EndsWithinAsync(Patience).ConfigureAwait(false) && Volatile.Read(ref _handled) > told);
        }

        ThrowError();
        lock (_lock)
            return [.. _remaining];
    }

    private async Task<IReadOnlyList<BulkOutcome<TRecord>>> GiveUpWhenCancelledAsync(Task<IReadOnlyList<BulkOutcome<TRecord>>> closing, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(static stop => ((StopSource)stop!).Stop(), _stop))
            return await closing.ConfigureAwait(false);
    }

    /// <summary>Whether all outcomes were told within a time. Once all is to be given up, that time is short.</summary>
    private async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var either = new StopSource(_stop.IsCancellationRequested ? default : _stop.Token);
        var tooLong = _time.Delay(time, either.Token);
        var ended = await Task.WhenAny(_running, tooLong).ConfigureAwait(false) == _running;
        either.Stop();
        if (ended)
            await _running.ConfigureAwait(false);
        return ended;
    }

    private void ThrowError()
    {
        if (Interlocked.Exchange(ref _error, null) is { } error)
            ExceptionDispatchInfo.Capture(error).Throw();
    }
}
