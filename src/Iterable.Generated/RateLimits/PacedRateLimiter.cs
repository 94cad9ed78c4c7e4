using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>
/// A token bucket that hands out permits at an even pace, with a small burst at first, in the order they were asked for. It
/// runs on a <see cref="TimeProvider" />, which the ready-made limiters do not.
/// </summary>
internal sealed class PacedRateLimiter : RateLimiter
{
    // The service's bucket counts when calls arrive, ours when they leave: what lies between varies.
    private const double PaceReserve = 1.02;

    private readonly object _lock = new();
    private readonly LinkedList<Waiter> _queue = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly long _interval;
    private readonly int _burst;
    private readonly int _queueLimit;
    private readonly ITimer _timer;

    // When the bucket is full again, in ticks since the origin. One permit moves it by one interval.
    private long _fullAt;
    private int _queued;
    private long _granted;
    private long _refused;
    private bool _disposed;

    public PacedRateLimiter(int burst, TimeSpan interval, int queueLimit, TimeProvider time)
    {
        _burst = burst;
        _interval = interval.Ticks;
        _queueLimit = queueLimit;
        _time = time;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((PacedRateLimiter)state!).Release(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
            {
                var idle = Now - _fullAt;
                return _queued == 0 && idle > 0 ? TimeSpan.FromTicks(idle) : null;
            }
        }
    }

    /// <summary>Whom this limiter belongs to.</summary>
    public object? Owner { get; private set; }

    private long Now => _time.GetElapsedTime(_origin).Ticks;

    /// <summary>
    /// The limiter for a published limit. Of a bucket of the service's size, a tenth (one permit at least) is kept back for
    /// calls that catch up with each other on their way.
    /// </summary>
    public static PacedRateLimiter For(IterableRateLimit limit, double share, int queueLimit, TimeProvider time, object? owner = null)
    {
        var permits = limit.Permits * share;
        var burst = Math.Max(1, (int)(permits - Math.Max(1, permits / 10)));
        return new PacedRateLimiter(burst, TimeSpan.FromTicks((long)Math.Ceiling(limit.Window.Ticks / permits * PaceReserve)), queueLimit, time) { Owner = owner };
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock)
        {
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = Math.Max(0, _burst - (int)Math.Min(_burst, (Math.Max(0, _fullAt - Now) + _interval - 1) / _interval)),
                CurrentQueuedCount = _queued,
                TotalSuccessfulLeases = _granted,
                TotalFailedLeases = _refused,
            };
        }
    }

    /// <summary>Hands out nothing for a time.</summary>
    public void Hold(TimeSpan time)
    {
        lock (_lock)
        {
            _fullAt = Math.Max(_fullAt, Now + time.Ticks + ((_burst - 1) * _interval));
            if (!_disposed)
                Schedule();
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        CheckCount(permitCount);
        lock (_lock)
            return TryTake(permitCount) ? PacedLease.Granted : Refuse(permitCount);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        CheckCount(permitCount);
        if (cancellationToken.IsCancellationRequested)
            return new(Task.FromCanceled<RateLimitLease>(cancellationToken));

        Waiter waiter;
        lock (_lock)
        {
            if (TryTake(permitCount))
                return new(PacedLease.Granted);
            if (_queueLimit - _queued < permitCount)
                return new(Refuse(permitCount));

            waiter = new Waiter(this, permitCount);
            waiter.Node = _queue.AddLast(waiter);
            _queued += permitCount;
            if (_queue.Count == 1)
                Schedule();
        }

        waiter.ListenTo(cancellationToken);
        return new(waiter.Task);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        Waiter[] waiting;
        lock (_lock)
        {
            if (_disposed)
                return;

            _disposed = true;
            waiting = [.. _queue];
            _queue.Clear();
            _queued = 0;
        }

        _timer.Dispose();
        foreach (var waiter in waiting)
            waiter.Fail(new ObjectDisposedException(nameof(PacedRateLimiter)));
    }

    /// <summary>Hands out what has become due; called by the timer, which may be late.</summary>
    private void Release()
    {
        List<Waiter>? due = null;
        lock (_lock)
        {
            if (_disposed)
                return;

            var now = Now;
            while (_queue.First is { } first && TicksUntil(first.Value.Count, now) <= 0)
            {
                Take(first.Value.Count, now);
                _queue.Remove(first);
                _queued -= first.Value.Count;
                (due ??= []).Add(first.Value);
            }

            Schedule();
        }

        foreach (var waiter in due ?? [])
            waiter.Grant();
    }

    private bool TryTake(int count)
    {
        if (_disposed)
            throw new ObjectDisposedException(nameof(PacedRateLimiter));
        if (_queue.Count > 0)
            return false;

        var now = Now;
        if (TicksUntil(count, now) > 0)
            return false;

        Take(count, now);
        return true;
    }

    private long TicksUntil(int count, long now) => Math.Max(_fullAt, now) + (count * _interval) - (_burst * _interval) - now;

    private void Take(int count, long now)
    {
        _fullAt = Math.Max(_fullAt, now) + (count * _interval);
        _granted++;
    }

    private PacedLease Refuse(int count)
    {
        _refused++;
        return new PacedLease(false, TimeSpan.FromTicks(Math.Max(0, TicksUntil(Math.Min(_burst, _queued + count), Now)) + (Math.Max(0, _queued + count - _burst) * _interval)));
    }

    private void Schedule()
    {
        if (_queue.First is not { } first)
            return;

        // Timers count whole milliseconds; one that fires too early would find nothing to hand out.
        var wait = Math.Max(0, TicksUntil(first.Value.Count, Now));
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling((double)wait / TimeSpan.TicksPerMillisecond)), Timeout.InfiniteTimeSpan);
    }

    private void CheckCount(int count)
    {
        if (count > _burst)
            throw new ArgumentOutOfRangeException(nameof(count), $"At most {_burst} permits can be taken at once.");
    }

    private sealed class Waiter(PacedRateLimiter limiter, int count)
        : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private CancellationTokenRegistration _registration;

        public int Count { get; } = count;

        public LinkedListNode<Waiter>? Node { get; set; }

        public void ListenTo(CancellationToken cancellationToken)
        {
            if (!cancellationToken.CanBeCanceled)
                return;

            var registration = cancellationToken.Register(() => Cancel(cancellationToken));
            lock (limiter._lock)
                _registration = registration;
            if (Task.IsCompleted)
                registration.Dispose();
        }

        public void Grant()
        {
            TrySetResult(PacedLease.Granted);
            Unregister();
        }

        public void Fail(Exception exception)
        {
            TrySetException(exception);
            Unregister();
        }

        private void Cancel(CancellationToken cancellationToken)
        {
            lock (limiter._lock)
            {
                if (Node!.List is null)
                    return;

                var wasFirst = limiter._queue.First == Node;
                limiter._queue.Remove(Node);
                limiter._queued -= Count;
                limiter._refused++;
                if (wasFirst && !limiter._disposed)
                    limiter.Schedule();
            }

            TrySetCanceled(cancellationToken);
        }

        // After the result: a registration made in between sees that and removes itself.
        private void Unregister()
        {
            CancellationTokenRegistration registration;
            lock (limiter._lock)
                registration = _registration;
            registration.Dispose();
        }
    }
}
