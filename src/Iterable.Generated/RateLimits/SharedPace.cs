namespace Iterable.Generated;

/// <summary>How processes use a limit that they share.</summary>
/// <param name="Interval">The time between two calls.</param>
/// <param name="Burst">How many may go at once when none did for a while.</param>
/// <param name="Chunk">How many slots are reserved at once.</param>
internal readonly record struct SharedPace(TimeSpan Interval, int Burst, int Chunk)
{
    /// <summary>Long enough that a store is asked a few times a second, short enough that processes take turns.</summary>
    public static readonly TimeSpan ChunkLength = TimeSpan.FromMilliseconds(200);

    public static SharedPace For(IterableRateLimit limit, double share)
    {
        var permits = limit.Permits * share;
        var interval = TimeSpan.FromTicks((long)Math.Ceiling(limit.Window.Ticks / permits * PacedRateLimiter.PaceReserve));

        // Of a bucket of the service's size, half is kept back: calls of several machines that arrive late arrive together.
        return new SharedPace(interval, Math.Max(1, (int)(permits / 2)), (int)Math.Max(1, ChunkLength.Ticks / interval.Ticks));
    }
}
