using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>A place in the queue: the lease, how long it will take until it comes, and whether that is because the service has asked to wait.</summary>
internal readonly record struct PacedTurn(ValueTask<RateLimitLease> Lease, TimeSpan Wait = default, bool IsHeld = false);

/// <summary>Why a limiter refused.</summary>
internal enum PacedRefusal
{
    QueueIsFull,

    /// <summary>So many wait that it would take too long.</summary>
    WaitIsTooLong,

    /// <summary>The service has asked to wait for too long.</summary>
    HoldIsTooLong,
}

/// <summary>How long somebody is willing to wait for their turn, and how long because the service has asked for it.</summary>
/// <param name="Longest">The longest wait.</param>
/// <param name="LongestHold">The longest that the service can have asked for.</param>
/// <param name="Told">Is told of a wait whose length is known only after it has begun, and whether the service has asked for it.</param>
/// <param name="IsCutByTimeout">Whether the longest wait is what the time of a call leaves.</param>
internal readonly record struct PacedPatience(TimeSpan Longest, TimeSpan LongestHold, Action<TimeSpan, bool>? Told = null, bool IsCutByTimeout = false)
{
    public static readonly PacedPatience Endless = new(TimeSpan.MaxValue, TimeSpan.MaxValue);

    /// <summary>Why a wait is refused, or <see langword="null" /> when it is not.</summary>
    /// <param name="wait">The wait from now on.</param>
    /// <param name="hold">How much of it the service has asked for.</param>
    /// <param name="waited">The ticks that were waited before.</param>
    public PacedRefusal? Refuses(TimeSpan wait, TimeSpan hold, long waited) =>
        hold > LongestHold ? PacedRefusal.HoldIsTooLong
        : wait <= Longest - TimeSpan.FromTicks(waited) ? null
        : hold > TimeSpan.Zero ? PacedRefusal.HoldIsTooLong
        : PacedRefusal.WaitIsTooLong;
}
