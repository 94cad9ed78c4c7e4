using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>How a client keeps to the rate limits Iterable publishes. Calls over a limit wait for their turn.</summary>
public sealed class IterableRateLimitOptions
{
    private const int DefaultQueueLimit = 10_000;

    /// <summary>Whether the client keeps to the limits itself. When not, the service refuses what is too much.</summary>
    /// <value>The default is <see langword="true" />.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How many calls of one operation may wait for their turn. The next one fails at once with an
    /// <see cref="IterableRateLimitedException" />, and is not sent.
    /// </summary>
    /// <value>The default is 10,000, and stays that with a <see cref="Limiter" />, which has a queue of its own.</value>
    public int QueueLimit { get; set; } = DefaultQueueLimit;

    /// <summary>
    /// The longest a call waits for its turn. One that would have to wait longer, or longer than its <see cref="IterableClientOptions.Timeout" /> leaves, fails at once with an
    /// <see cref="IterableRateLimitedException" /> that tells how long, and is not sent. Where the service itself has asked to wait, the limit is
    /// lower: as long as the call that it refused would have waited, which is <see cref="IterableRetryOptions.MaxElapsedTime" />, or
    /// <see cref="IterableRetryOptions.MaxDelay" /> where that is more.
    /// </summary>
    /// <value>The default is 1 hour, in which 240 exports get their turn. <see cref="Timeout.InfiniteTimeSpan" /> waits as long as it takes.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The share of each limit this process may use: 0.5 where two instances of a service run side by side.</summary>
    /// <value>The default is 1. More than 0, at most 1. A <see cref="Limiter" /> has a share of its own, so with one it stays 1.</value>
    public double Share { get; set; } = 1;

    /// <summary>A name for the project, for limiters that several clients share: keys of one project share its limits.</summary>
    /// <value>
    /// The default is <see langword="null" />: the key the client was first used with stands for its project. An <see cref="IterableSharedRateLimiter" /> needs
    /// a name that is the same in all processes, and stays when the key changes.
    /// </value>
    public string? Project { get; set; }

    /// <summary>A name for the organization, for limiters that clients of several of its projects share.</summary>
    /// <value>The default is <see langword="null" />: the project stands for the organization. An <see cref="IterableSharedRateLimiter" /> needs a name.</value>
    public string? Organization { get; set; }

    /// <summary>
    /// A limiter to ask instead of one of the client's own, such as an <see cref="IterableRateLimiter" /> that several clients
    /// share, or an <see cref="IterableSharedRateLimiter" />, which counts for several machines. It is asked about calls that have a limit, and about no others; its leases are
    /// disposed when the answer is there. A refusal that says when to come back (<c>RetryAfter</c>) is waited for, up to <see cref="MaxWait" />; any other
    /// is an <see cref="IterableRateLimitedException" />, and what it throws an <see cref="IterableProviderException" />. One that is also an
    /// <see cref="IIterableRateLimitHold" /> is told when the service refuses a call. The client does not dispose it.
    /// </summary>
    /// <value>The default is <see langword="null" />.</value>
    public PartitionedRateLimiter<IterableRateLimitedCall>? Limiter { get; set; }

    /// <summary>Limits in the place of those that Iterable publishes, or where it publishes none: what your plan allows, for example.</summary>
    /// <value>Empty by default. Operations are in <see cref="IterableOperations" />.</value>
    public IDictionary<IterableOperation, IterableRateLimit> Limits { get; private set; } = new Dictionary<IterableOperation, IterableRateLimit>();

    internal IterableRateLimitOptions CheckedCopy()
    {
        IterableRateLimiter.Check(QueueLimit, Share, "options", $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.RateLimit)}.");
        if (MaxWait != Timeout.InfiniteTimeSpan && (MaxWait < TimeSpan.Zero || MaxWait > TimeSpan.FromDays(24)))
            throw new ArgumentException($"{LimiterErrors.Option(nameof(MaxWait))} cannot be negative or more than 24 days; Timeout.InfiniteTimeSpan waits as long as it takes.", "options");

        if (Limiter is not null && Enabled)
        {
            CheckUnset(Share == 1, nameof(Share));
            CheckUnset(QueueLimit == DefaultQueueLimit, nameof(QueueLimit));
        }

        if (Limiter is IterableSharedRateLimiter && Enabled)
        {
            CheckName(Project, nameof(Project));
            CheckName(Organization, nameof(Organization));
        }

        var copy = (IterableRateLimitOptions)MemberwiseClone();
        copy.Limits = new Dictionary<IterableOperation, IterableRateLimit>(Limits);
        return copy;
    }

    private static void CheckUnset(bool isUnset, string option)
    {
        if (!isUnset)
            throw new ArgumentException($"{LimiterErrors.Option(option)} has no effect with a limiter that is given in {LimiterErrors.Option(nameof(Limiter))}, which has a {option} of its own. Give it there ({nameof(IterableSharedRateLimiterOptions)}.{option}, or a parameter of {nameof(IterableRateLimiter)}), and leave it out here.", "options");
    }

    private static void CheckName(string? name, string option)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentException($"{LimiterErrors.Option(option)} is needed with an {nameof(IterableSharedRateLimiter)}: a name that is the same in all processes, and stays when the key changes, so that they count together.", "options");
    }
}
