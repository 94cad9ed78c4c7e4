namespace Iterable.Generated.Tests.Support;

/// <summary>
/// A clock that stands still until it is turned. With <see cref="Jumps" />, it turns itself: whoever waits finds the wait over at
/// once, and the time gone by.
/// </summary>
internal class VirtualTime : TimeProvider
{
    /// <summary>For a wait that never begins, or never ends. Mutation testing sets a shorter one: there that is what most tests end with.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("ITERABLE_TEST_PATIENCE"), out var seconds) ? seconds : 30);

    private readonly object _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Jumps { get; set; }

    /// <summary>Whether timers leave out parts of a millisecond, as those of the system do.</summary>
    public bool WholeMilliseconds { get; set; }

    /// <summary>Every wait that was begun, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
                return [.. _waits];
        }
    }

    /// <summary>How many timers are set.</summary>
    public int Timers
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Turns the clock; what becomes due happens at its time, in order.</summary>
    public void Advance(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        for (var left = 100_000; TakeNext(end) is { } fire; left--)
        {
            if (left == 0)
                throw new InvalidOperationException("Timers become due without an end.");
            fire();
        }

        lock (_lock)
            _now = end > _now ? end : _now;
    }

    /// <summary>Ends when a number of waits has been begun, those over included.</summary>
    public async Task WaitsBegunAsync(int count)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_waits.Count >= count)
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(Patience);
        }
    }

    /// <summary>Turns the clock to the first timer that is due by some time.</summary>
    /// <returns>Makes it fire; <see langword="null" /> where there is none.</returns>
    protected Action? TakeNext(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= end).OrderBy(timer => timer.Due).FirstOrDefault();
            if (next is null)
                return null;

            _timers.Remove(next);
            _now = next.Due > _now ? next.Due : _now;
            return next.Fire;
        }
    }

    private void Set(Timer timer, TimeSpan dueTime)
    {
        bool isDue;
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;

            timer.Due = _now + (WholeMilliseconds ? TimeSpan.FromMilliseconds((long)dueTime.TotalMilliseconds) : dueTime);
            _timers.Add(timer);
            _waits.Add(dueTime);
            isDue = timer.Due <= _now;
            var changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.TrySetResult();
        }

        // One that is set when its time has come already is not left until the clock is turned again.
        if (Jumps || isDue)
            ThreadPool.QueueUserWorkItem(_ => JumpTo(timer));
    }

    private void JumpTo(Timer timer)
    {
        lock (_lock)
        {
            if (!_timers.Remove(timer))
                return;

            _now = timer.Due > _now ? timer.Due : _now;
        }

        timer.Fire();
    }

    private sealed class Timer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
