namespace Iterable.Generated.Testing;

/// <summary>
/// The time of a test server: when it stamps events, how long it delays, when its rate limits refill. It runs with the clock of
/// the machine until a test turns it. Give it to the code under test too, where that takes a <see cref="TimeProvider" />.
/// </summary>
public sealed class IterableTestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<IterableTestTimer> _timers = [];
    private DateTimeOffset _origin = System.GetUtcNow();
    private long _since = System.GetTimestamp();
    private TimeSpan _elapsed;
    private bool _stopped;

    /// <summary>Whether time stands still until it is turned on with <see cref="Advance" />. The default is <see langword="false" />.</summary>
    public bool IsStopped
    {
        get
        {
            lock (_gate)
                return _stopped;
        }
    }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time stand still: from now on only <see cref="Advance" /> and <see cref="Set" /> move it.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _elapsed = Elapsed();
            _stopped = true;
        }

        Reschedule();
    }

    /// <summary>Lets time run again, from where it stands.</summary>
    public void Run()
    {
        lock (_gate)
        {
            _elapsed = Elapsed();
            _since = System.GetTimestamp();
            _stopped = false;
        }

        Reschedule();
    }

    /// <summary>Turns the clock on. Timers that are due by then fire before this returns.</summary>
    /// <param name="time">How far; not negative.</param>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        lock (_gate)
            _elapsed += time;

        Reschedule();
    }

    /// <summary>Sets what the clock shows, forwards or backwards, without any time going by: timers keep the wait they have left.</summary>
    /// <param name="now">The time to show.</param>
    public void Set(DateTimeOffset now)
    {
        lock (_gate)
            _origin = now.ToUniversalTime() - Elapsed();
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _origin + Elapsed();
    }

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        lock (_gate)
            return Elapsed().Ticks;
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new IterableTestTimer(this, callback, state);
        lock (_gate)
            _timers.Add(timer);

        timer.Change(dueTime, period);
        return timer;
    }

    internal void Remove(IterableTestTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    /// <summary>The time that goes by in the machine until a timer is due, or <see langword="null" /> while the clock stands still.</summary>
    internal TimeSpan? Until(TimeSpan due)
    {
        lock (_gate)
            return _stopped && due > _elapsed ? null : due - Elapsed();
    }

    // To be called under the gate.
    private TimeSpan Elapsed() => _stopped ? _elapsed : _elapsed + System.GetElapsedTime(_since);

    private void Reschedule()
    {
        IterableTestTimer[] timers;
        lock (_gate)
            timers = [.. _timers];

        foreach (var timer in timers)
            timer.Reschedule();
    }
}
