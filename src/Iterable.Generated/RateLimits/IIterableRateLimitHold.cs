namespace Iterable.Generated;

/// <summary>
/// What a limiter of one's own can be besides, to be told when the service refused one call too many. An <see cref="IterableRateLimiter" /> is;
/// a limiter that counts for several machines tells the others.
/// </summary>
public interface IIterableRateLimitHold
{
    /// <summary>Lets no call of this operation and scope through for a time. A hold never ends an earlier one that lasts longer.</summary>
    /// <param name="call">The call that was refused.</param>
    /// <param name="time">How long: what the service asked for, or else what the limit of the call comes to.</param>
    /// <param name="cancellationToken">Is cancelled with the call.</param>
    /// <returns>Ends when the hold is in force.</returns>
    /// <remarks>When it fails, that is logged, and the call goes on as any refused one.</remarks>
    ValueTask HoldAsync(IterableRateLimitedCall call, TimeSpan time, CancellationToken cancellationToken);
}
