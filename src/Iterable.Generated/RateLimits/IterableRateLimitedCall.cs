namespace Iterable.Generated;

/// <summary>What a rate limiter is asked about: a call, and whose limit it counts against.</summary>
public sealed class IterableRateLimitedCall
{
    /// <summary>Describes a call.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="scopeIdentity">What <see cref="ScopeIdentity" /> says.</param>
    /// <param name="limit">What <see cref="Limit" /> says; <see langword="null" /> for what Iterable publishes.</param>
    public IterableRateLimitedCall(IterableOperation operation, string scopeIdentity, IterableRateLimit? limit = null)
    {
        Operation = operation ?? throw new ArgumentNullException(nameof(operation));
        Limit = limit ?? operation.RateLimit;
        ScopeIdentity = scopeIdentity ?? throw new ArgumentNullException(nameof(scopeIdentity));
    }

    /// <summary>The operation that is called.</summary>
    public IterableOperation Operation { get; }

    /// <summary>
    /// The limit it is held to: that of <see cref="IterableRateLimitOptions.Limits" />, or else what Iterable publishes. A client asks its limiter about
    /// no call without one.
    /// </summary>
    public IterableRateLimit? Limit { get; }

    /// <summary>
    /// Whose calls are counted together: the project, API key or organization, as the scope of the limit has it. A name given
    /// in <see cref="IterableRateLimitOptions" />, or else a fingerprint of the key. It holds no secret.
    /// </summary>
    public string ScopeIdentity { get; }

    /// <summary>The limiter found for this last, by whom; so that it need not be looked for at every call.</summary>
    internal PacedRateLimiter? Found { get; set; }

    /// <summary>Operation and scope, a key for limiters that keep a state elsewhere.</summary>
    /// <returns>For example <c>exportDataJson/3f9a...</c>.</returns>
    public override string ToString() => $"{Operation.Id}/{ScopeIdentity}";
}
