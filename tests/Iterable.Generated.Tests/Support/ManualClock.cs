namespace Iterable.Generated.Tests.Support;

/// <summary>
/// A clock that stands still until a test turns it. One that jumps goes to the time of each timer as it is set, so that
/// nothing waits.
/// </summary>
internal sealed class ManualClock(bool jumps = false) : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How long was waited for, in order, by a clock that jumps.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        lock (_timers)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        _now += time;
        Timer[] due;
        lock (_timers)
            due = _timers.Where(timer => timer.Due <= _now).ToArray();
        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class Timer(ManualClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock._now + dueTime;
            if (clock.Jumps && dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.Waits.Add(dueTime);
                clock._now += dueTime;
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Fire()
        {
            Due = DateTimeOffset.MaxValue;
            fire();
        }

        public void Dispose()
        {
            lock (clock._timers)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }

    private bool Jumps => jumps;
}
