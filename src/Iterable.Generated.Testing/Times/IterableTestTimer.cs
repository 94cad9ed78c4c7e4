namespace Iterable.Generated.Testing;

/// <summary>A timer of an <see cref="IterableTestClock" />: a timer of the machine that is set anew whenever the clock is turned.</summary>
internal sealed class IterableTestTimer : ITimer
{
    private readonly Lock _gate = new();
    private readonly IterableTestClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly Timer _machine;
    private TimeSpan? _due;
    private TimeSpan _period;
    private bool _disposed;

    public IterableTestTimer(IterableTestClock clock, TimerCallback callback, object? state)
    {
        (_clock, _callback, _state) = (clock, callback, state);
#pragma warning disable RS0030 // Between its turns the clock goes with the machine's, whose timer this is.
        _machine = new Timer(static timer => ((IterableTestTimer)timer!).Reschedule(), this, Timeout.Infinite, Timeout.Infinite);
#pragma warning restore RS0030
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_disposed)
                return false;
            _due = dueTime < TimeSpan.Zero ? null : TimeSpan.FromTicks(_clock.GetTimestamp()) + dueTime;
            _period = period;
        }

        Reschedule();
        return true;
    }

    /// <summary>Fires as often as is due, then sets the timer of the machine for the rest.</summary>
    public void Reschedule()
    {
        while (TakeDue())
            _callback(_state);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _due = null;
        }

        _clock.Remove(this);
        _machine.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private bool TakeDue()
    {
        lock (_gate)
        {
            if (_disposed)
                return false;
            if (_due is not { } due || _clock.Until(due) is not { } left)
            {
                _machine.Change(Timeout.Infinite, Timeout.Infinite);
                return false;
            }

            if (left > TimeSpan.Zero)
            {
                // Rounded up, and never longer than a timer of the machine can be; it is set again when it fires early.
                _machine.Change((long)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue), Timeout.Infinite);
                return false;
            }

            _due = _period > TimeSpan.Zero ? due + _period : null;
            return true;
        }
    }
}
