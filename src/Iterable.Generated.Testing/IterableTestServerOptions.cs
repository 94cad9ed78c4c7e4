namespace Iterable.Generated.Testing;

/// <summary>How an <see cref="IterableTestServer" /> is to be. The server copies it when it starts.</summary>
public sealed class IterableTestServerOptions
{
    /// <summary>The data center of the project that is there from the start.</summary>
    /// <value>The default is <see cref="IterableDataCenter.UnitedStates" />. Both data centers answer either way.</value>
    public IterableDataCenter DataCenter { get; set; } = IterableDataCenter.UnitedStates;

    /// <summary>Whether calls above the rate limits that Iterable publishes get 429.</summary>
    /// <value>The default is <see langword="false" />. The limits are those of <see cref="IterableOperation.RateLimit" />.</value>
    public bool EnforceRateLimits { get; set; }

    /// <summary>How many requests the journal remembers; older ones are forgotten.</summary>
    /// <value>The default is 10,000.</value>
    public int JournalCapacity { get; set; } = 10_000;
}
