using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>How an <see cref="IterableSharedRateLimiter" /> works. The limiter copies it: later changes have no effect.</summary>
public sealed class IterableSharedRateLimiterOptions
{
    /// <summary>The share of each limit that all processes of the store may use together, where something else calls into the same project.</summary>
    /// <value>The default is 1. More than 0, at most 1.</value>
    public double Share { get; set; } = 1;

    /// <summary>How many calls of one operation and scope may wait in this process.</summary>
    /// <value>The default is 10,000.</value>
    public int QueueLimit { get; set; } = 10_000;

    /// <summary>What happens while the store does not answer.</summary>
    /// <value>The default is <see cref="IterableStoreOutage.LocalShare" />, which is logged when it begins and when it ends.</value>
    public IterableStoreOutage WhenStoreIsAway { get; set; } = IterableStoreOutage.LocalShare;

    /// <summary>The most processes that share the store, by which the limit is divided while it is away. A process with several limiters counts once for each.</summary>
    /// <value>
    /// The default is 10. With more processes than it says, or while only some of them do not reach the store, the service may refuse calls, which then wait.
    /// </value>
    public int Processes { get; set; } = 10;

    /// <summary>How long the store may take to answer before it counts as away.</summary>
    /// <value>The default is 2 seconds.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a store that is away is not asked again, with <see cref="IterableStoreOutage.LocalShare" />.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Where an outage of the store is logged, under the category <c>Iterable.Generated</c>.</summary>
    /// <value>The default is <see langword="null" />: nowhere. With dependency injection, that of the host.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock that the waits of this process are measured with; when slots are due is told by the store's.</summary>
    /// <value>The default is <see cref="TimeProvider.System" />.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal IterableSharedRateLimiterOptions CheckedCopy()
    {
        IterableRateLimiter.Check(QueueLimit, Share, "options", $"{nameof(IterableSharedRateLimiterOptions)}.");
        if (Processes < 1)
            throw Wrong(nameof(Processes), "has to be at least 1");
        if (WhenStoreIsAway is not (IterableStoreOutage.LocalShare or IterableStoreOutage.Fail))
            throw Wrong(nameof(WhenStoreIsAway), $"has to be one of {string.Join(", ", Enum.GetNames(typeof(IterableStoreOutage)))}");
        if (StoreTimeout <= TimeSpan.Zero || StoreTimeout > TimeSpan.FromMinutes(1))
            throw Wrong(nameof(StoreTimeout), "has to be more than zero and at most a minute");
        if (BreakDuration < TimeSpan.Zero || BreakDuration > TimeSpan.FromDays(1))
            throw Wrong(nameof(BreakDuration), "cannot be negative or more than a day");
        if (TimeProvider is null)
            throw Wrong(nameof(TimeProvider), "cannot be null");

        return (IterableSharedRateLimiterOptions)MemberwiseClone();
    }

    private static ArgumentException Wrong(string option, string what) => new($"{nameof(IterableSharedRateLimiterOptions)}.{option} {what}.", "options");
}
