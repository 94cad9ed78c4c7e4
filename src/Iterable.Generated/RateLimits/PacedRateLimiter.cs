using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>
/// A token bucket that hands out permits at an even pace, with a small burst at first, in the order they were asked for. It
/// runs on a <see cref="TimeProvider" />, which the ready-made limiters do not, and knows of every wait how long it will be.
/// </summary>
internal sealed class PacedRateLimiter : RateLimiter, IPacedQueue
{
    /// <summary>The service's bucket counts when calls arrive, ours when they leave: what lies between varies.</summary>
    public const double PaceReserve = 1.02;

    private readonly object _lock = new();
    private readonly LinkedList<PacedWaiter> _queue = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly long _interval;
    private readonly int _burst;
    private readonly int _queueLimit;
    private readonly ITimer _timer;

    // When the bucket is full again, in ticks since the origin. One permit moves it by one interval.
    private long _fullAt;
    private long _heldUntil;
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

        // It lives as long as the limiter: what flows with the call that happens to be the first one would be kept alive by it.
        _timer = time.CreateDetachedTimer(static state => ((PacedRateLimiter)state!).Release(), this);
    }

    /// <summary>Not told: it is kept as long as the <see cref="IterableRateLimiter" /> that made it.</summary>
    public override TimeSpan? IdleDuration => null;

    /// <summary>Whom this limiter belongs to.</summary>
    public object? Owner { get; private set; }

    object IPacedQueue.Lock => _lock;

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
                CurrentAvailablePermits = Math.Max(0, _burst - ((Math.Max(0, _fullAt - Now) + _interval - 1) / _interval)),
                CurrentQueuedCount = _queued,
                TotalSuccessfulLeases = _granted,
                TotalFailedLeases = _refused,
            };
        }
    }

    /// <summary>Hands out nothing for a time. Whoever waits already and is not willing to wait for that long is refused now.</summary>
    public void Hold(TimeSpan time)
    {
        List<(PacedWaiter Waiter, PacedLease Refusal)> leaving = [];
        lock (_lock)
        {
            var now = Now;
            _heldUntil = Math.Max(_heldUntil, now + time.Ticks);
            _fullAt = Math.Max(_fullAt, now + time.Ticks + ((_burst - 1) * _interval));
            var before = 0;
            for (var node = _queue.First; node is not null;)
            {
                var (waiter, next) = (node.Value, node.Next);
                if (waiter.Patience.Refuses(WaitFor(before + waiter.Count, now), HoldAt(now), now - waiter.Since) is { } reason)
                {
                    leaving.Add((waiter, Refuse(before + waiter.Count, now, reason)));
                    Remove(waiter);
                }
                else
                {
                    before += waiter.Count;
                }

                node = next;
            }

            Schedule();
        }

        foreach (var (waiter, refusal) in leaving)
            waiter.Answer(refusal);
    }

    /// <summary>
    /// Asks for permits, and tells at once how long the wait for them is. Whoever would have to wait longer than they are willing to is
    /// refused at once.
    /// </summary>
    public PacedTurn Acquire(int count, PacedPatience patience, CancellationToken cancellationToken)
    {
        CheckCount(count);
        if (cancellationToken.IsCancellationRequested)
            return new(new(Task.FromCanceled<RateLimitLease>(cancellationToken)));

        PacedWaiter waiter;
        TimeSpan wait;
        bool isHeld;
        lock (_lock)
        {
            if (TryTake(count))
                return new(new(PacedLease.Granted));

            var now = Now;
            wait = WaitFor(_queued + count, now);
            isHeld = _heldUntil > now;
            var reason = _queueLimit - _queued < count ? PacedRefusal.QueueIsFull : patience.Refuses(wait, HoldAt(now), waited: 0);
            if (reason is { } refused)
                return new(new(Refuse(_queued + count, now, refused)));

            waiter = new PacedWaiter(this, count, patience, now);
            waiter.Node = _queue.AddLast(waiter);
            _queued += count;
            if (_queue.Count == 1)
                Schedule();
        }

        waiter.ListenTo(cancellationToken);
        return new(new(waiter.Task), wait, isHeld);
    }

    bool IPacedQueue.Leave(PacedWaiter waiter)
    {
        if (waiter.Node!.List is null)
            return false;

        Remove(waiter);
        _refused++;
        Schedule();
        return true;
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        CheckCount(permitCount);
        lock (_lock)
            return TryTake(permitCount) ? PacedLease.Granted : Refuse(_queued + permitCount, Now, PacedRefusal.QueueIsFull);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        Acquire(permitCount, PacedPatience.Endless, cancellationToken).Lease;

    protected override void Dispose(bool disposing)
    {
        PacedWaiter[] waiting;
        lock (_lock)
        {
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
        List<PacedWaiter>? due = null;
        lock (_lock)
        {
            var now = Now;
            while (_queue.First is { } first && TicksUntil(first.Value.Count, now) <= 0)
            {
                Take(first.Value.Count, now);
                Remove(first.Value);
                (due ??= []).Add(first.Value);
            }

            Schedule();
        }

        foreach (var waiter in due ?? [])
            waiter.Answer(PacedLease.Granted);
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

    private TimeSpan HoldAt(long now) => TimeSpan.FromTicks(Math.Max(0, _heldUntil - now));

    private TimeSpan WaitFor(int count, long now) => TimeSpan.FromTicks(Math.Max(0, TicksUntil(count, now)));

    private long TicksUntil(int count, long now) => Math.Max(_fullAt, now) + (count * _interval) - (_burst * _interval) - now;

    private void Take(int count, long now)
    {
        _fullAt = Math.Max(_fullAt, now) + (count * _interval);
        _granted++;
    }

    private void Remove(PacedWaiter waiter)
    {
        _queue.Remove(waiter.Node!);
        _queued -= waiter.Count;
    }

    private PacedLease Refuse(int count, long now, PacedRefusal reason)
    {
        _refused++;
        return new PacedLease(reason, WaitFor(count, now), HoldAt(now));
    }

    private void Schedule()
    {
        if (_queue.First is not { } first)
            return;

        // Timers count whole milliseconds; one that fires too early would find nothing to hand out, and is set again.
        var wait = Math.Ceiling((double)Math.Max(0, TicksUntil(first.Value.Count, Now)) / TimeSpan.TicksPerMillisecond);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Min(wait, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    private void CheckCount(int count)
    {
        if (count > _burst)
            throw new ArgumentOutOfRangeException(nameof(count), $"At most {_burst} permits can be taken at once.");
    }
}
