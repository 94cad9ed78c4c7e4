namespace Iterable.Generated;

/// <summary>What an <see cref="IterableSharedRateLimiter" /> asks its store for: the next slots of a limit.</summary>
public sealed class IterableSlotRequest
{
    /// <summary>Describes a request.</summary>
    /// <param name="key">What <see cref="Key" /> says.</param>
    /// <param name="interval">What <see cref="Interval" /> says; more than zero.</param>
    /// <param name="burst">What <see cref="Burst" /> says; at least 1.</param>
    /// <param name="count">What <see cref="Count" /> says; at least 1.</param>
    /// <param name="longestWait">What <see cref="LongestWait" /> says.</param>
    /// <param name="longestHold">What <see cref="LongestHold" /> says.</param>
    public IterableSlotRequest(string key, TimeSpan interval, int burst, int count, TimeSpan longestWait, TimeSpan longestHold)
    {
        Key = key ?? throw new ArgumentNullException(nameof(key));
        Interval = interval > TimeSpan.Zero ? interval : throw new ArgumentOutOfRangeException(nameof(interval), "The time between two slots has to be more than zero.");
        Burst = burst > 0 ? burst : throw new ArgumentOutOfRangeException(nameof(burst), "At least one slot is there at once.");
        Count = count > 0 ? count : throw new ArgumentOutOfRangeException(nameof(count), "At least one slot is asked for.");
        LongestWait = longestWait;
        LongestHold = longestHold;
    }

    /// <summary>Operation and scope, such as <c>updateUser/shop</c>. It holds no secret.</summary>
    public string Key { get; }

    /// <summary>The time between two slots.</summary>
    public TimeSpan Interval { get; }

    /// <summary>How many slots are there at once when none was taken for a while.</summary>
    public int Burst { get; }

    /// <summary>How many slots, an <see cref="Interval" /> apart.</summary>
    public int Count { get; }

    /// <summary>The longest wait for the first slot that is of use.</summary>
    public TimeSpan LongestWait { get; }

    /// <summary>The longest hold that is waited for.</summary>
    public TimeSpan LongestHold { get; }
}
