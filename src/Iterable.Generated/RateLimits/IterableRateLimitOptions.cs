using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>How a client keeps to the rate limits Iterable publishes. Calls over a limit wait for their turn.</summary>
public sealed class IterableRateLimitOptions
{
    /// <summary>Whether the client keeps to the limits itself. When not, the service refuses what is too much.</summary>
    /// <value>The default is <see langword="true" />.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How many calls of one operation may wait for their turn. The next one fails at once with an
    /// <see cref="IterableRateLimitedException" />, and is not sent.
    /// </summary>
    /// <value>The default is 10,000.</value>
    public int QueueLimit { get; set; } = 10_000;

    /// <summary>The share of each limit this process may use: 0.5 where two instances of a service run side by side.</summary>
    /// <value>The default is 1. More than 0, at most 1.</value>
    public double Share { get; set; } = 1;

    /// <summary>A name for the project, for limiters that several clients share: keys of one project share its limits.</summary>
    /// <value>The default is <see langword="null" />: the key the client was first used with stands for its project.</value>
    public string? Project { get; set; }

    /// <summary>A name for the organization, for limiters that clients of several of its projects share.</summary>
    /// <value>The default is <see langword="null" />: the project stands for the organization.</value>
    public string? Organization { get; set; }

    /// <summary>
    /// A limiter to ask instead of one of the client's own, such as an <see cref="IterableRateLimiter" /> that several clients
    /// share, or one that counts for several machines. It is asked for every call, limited by Iterable or not; its leases are
    /// disposed when the answer is there. The client does not dispose it.
    /// </summary>
    /// <value>The default is <see langword="null" />.</value>
    public PartitionedRateLimiter<IterableRateLimitedCall>? Limiter { get; set; }

    internal IterableRateLimitOptions CheckedCopy()
    {
        IterableRateLimiter.Check(QueueLimit, Share, "options", $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.RateLimit)}.");
        return (IterableRateLimitOptions)MemberwiseClone();
    }
}
