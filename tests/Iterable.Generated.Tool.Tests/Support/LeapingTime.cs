namespace Iterable.Generated.Tool.Tests.Support;

/// <summary>A clock that leaps over pauses: what waits a minute or less goes on at once, and the time it waited for has gone by. Longer time-outs are real.</summary>
/// <param name="ahead">How far it is ahead.</param>
internal sealed class LeapingTime(TimeSpan ahead = default) : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(65);

    private long _leapt = ahead.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _leapt));

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _leapt);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LeapingTimer(this, System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Leap(TimeSpan dueTime)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestPause)
            return dueTime;

        Interlocked.Add(ref _leapt, dueTime.Ticks);
        return TimeSpan.Zero;
    }

    private sealed class LeapingTimer(LeapingTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Leap(dueTime), Timeout.InfiniteTimeSpan);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
