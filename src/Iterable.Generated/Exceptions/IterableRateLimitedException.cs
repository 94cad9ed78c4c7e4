namespace Iterable.Generated;

/// <summary>The operation was called more often than its rate limit allows.</summary>
/// <remarks>
/// Either the service said so (<see cref="IterableException.StatusCode" /> is 429) and waiting longer was not allowed by the
/// options; or it was not sent, since too many calls wait for the client's own limiter already
/// (<see cref="IterableException.StatusCode" /> is <see langword="null" />). That attempt took no effect. One before it may have, where
/// the operation is repeated after 5xx, timeouts and broken connections (<see cref="IterableOperation.RetrySafety" />): <see cref="IterableException.Attempts" />
/// tells how often the request went out, and <see cref="IterableException.SurelyNotSent" /> whether nothing of it can have arrived.
/// </remarks>
public sealed class IterableRateLimitedException : IterableException
{
    /// <summary>Makes the exception for an answer, or for a call that was not made.</summary>
    /// <param name="message">What failed, without personal data.</param>
    /// <param name="details">What is known; copied.</param>
    /// <param name="innerException">The cause; its text becomes part of <see cref="Exception.ToString" />.</param>
    public IterableRateLimitedException(string message, IterableErrorDetails details, Exception? innerException = null)
        : base(message, details, innerException)
    {
        RetryAfter = details.RetryAfter;
        Limit = RateLimitParams.Limit(details.Params);
        Remaining = RateLimitParams.Remaining(details.Params);
    }

    /// <summary>
    /// How long to wait before the next call: what the service said (<c>Retry-After</c>, or else <c>rateLimitReset</c>), or else
    /// what the operation's limit comes to.
    /// <see langword="null" /> when neither is known.
    /// </summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// How many calls may come at once when the service has counted none for a while; its <c>rateLimitLimit</c>, documented for
    /// updates of users. <see langword="null" /> when the service did not say.
    /// </summary>
    public long? Limit { get; }

    /// <summary>
    /// How many calls were left; its <c>rateLimitRemaining</c>, documented for updates of users. <see langword="null" /> when the
    /// service did not say.
    /// </summary>
    public long? Remaining { get; }

    /// <summary>Whether it was not sent, or not again, only because the call's <see cref="IterableCallOptions.Timeout" /> would have been over before its turn.</summary>
    internal bool IsPastTimeout { get; set; }

    internal override CallFailureKind FailureKind => CallFailureKind.Limited;
}
