using System.Diagnostics;

namespace Iterable.Generated.Testing.Tests;

/// <summary>
/// A clock that goes to the next timer once nothing happens any more: hours go by in no time, and in their order. Nothing happens when no thread of the pool has anything to do, which is
/// true of code that neither blocks nor calls what is outside the process.
/// </summary>
/// <param name="advanced">Is told how far the clock went, before the timers fire.</param>
internal sealed class SettlingClock(Action<TimeSpan>? advanced = null) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Lazy<int> BusyBefore = new(() => Enumerable.Range(0, 20).Min(_ =>
    {
        Thread.Sleep(1);
        return Busy();
    }));

    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Does some work, and lets time go by until it is done. The thread that calls this is the one that turns the clock, and none of the pool's.</summary>
    /// <exception cref="TimeoutException">It is not done, and nothing is left to wait for.</exception>
    public void Run(Func<Task> work)
    {
        _ = BusyBefore.Value;
        var task = Task.Run(work);
        var idle = Stopwatch.StartNew();
        while (!task.IsCompleted)
        {
            if (!HasSettled())
            {
                Thread.Yield();
            }
            else if (!task.IsCompleted && TakeNext() is { } timer)
            {
                timer.Fire();
                idle.Restart();
            }
            else if (idle.Elapsed > Patience)
            {
                throw new TimeoutException("Nothing happens any more, and the work is not done.");
            }
        }

        task.GetAwaiter().GetResult();
    }

    private static bool HasSettled() => IsCalm() && IsCalm();

    private static bool IsCalm() => ThreadPool.PendingWorkItemCount == 0 && Busy() <= BusyBefore.Value;

    // The threads that run something, or are on their way to.
    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return all - free;
    }

    private Timer? TakeNext()
    {
        Timer? next;
        var time = TimeSpan.Zero;
        lock (_gate)
        {
            next = _timers.MinBy(timer => timer.Due);
            if (next is null)
                return null;

            _timers.Remove(next);
            if (next.Due > _now)
                (time, _now) = (next.Due - _now, next.Due);
        }

        if (time > TimeSpan.Zero)
            advanced?.Invoke(time);
        return next;
    }

    private void Set(Timer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;

            timer.Due = _now + dueTime;
            _timers.Add(timer);
        }
    }

    private sealed class Timer(SettlingClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
