namespace Iterable.Generated.Testing.Tests;

/// <summary>A clock on which every wait is over at once, or all that are shorter than its patience; longer ones take what they take on another clock.</summary>
internal sealed class Impatient(TimeProvider? clock = null, TimeSpan? patience = null) : TimeProvider
{
    private readonly TimeProvider _clock = clock ?? System;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _clock.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan || dueTime > patience ? dueTime : TimeSpan.Zero, period);
}
