using Iterable.Generated.Testing;

namespace Iterable.Generated.Tests;

/// <summary>A clock that stands still until it is turned, and tells when a time of some length begins.</summary>
/// <param name="watched">The length.</param>
internal sealed class WatchedClock(TimeSpan watched) : TimeProvider
{
    private readonly IterableTestClock _clock = Stopped();

    /// <summary>Has one for each time of that length that has begun.</summary>
    public SemaphoreSlim Begun { get; } = new(0);

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public void Advance(TimeSpan time) => _clock.Advance(time);

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime == watched)
            Begun.Release();
        return timer;
    }

    private static IterableTestClock Stopped()
    {
        var clock = new IterableTestClock();
        clock.Stop();
        return clock;
    }
}
