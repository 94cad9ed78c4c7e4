namespace Iterable.Generated;

/// <summary>
/// Where the processes of an <see cref="IterableSharedRateLimiter" /> keep what they share: for each key, when its bucket is full again, and until when
/// it is held. The packages <c>Iterable.Generated.Redis</c> and <c>Iterable.Generated.PostgreSql</c> have one each.
/// </summary>
/// <remarks>
/// Only the store's own clock counts: what goes in and comes out are lengths of time. Each call is one step that no other comes between,
/// and is best one round trip. What a store throws is its own failure; nobody retries it.
/// </remarks>
public interface IIterableRateLimitStore
{
    /// <summary>Reserves the next slots of a key, or none of them when the first would be too late.</summary>
    /// <param name="request">The key, its pace, how many slots, and how late they may be.</param>
    /// <param name="cancellationToken">Is cancelled when nobody waits for the answer any more; slots reserved all the same are lost.</param>
    /// <returns>When the first slot is due.</returns>
    ValueTask<IterableSlotAnswer> ReserveAsync(IterableSlotRequest request, CancellationToken cancellationToken);

    /// <summary>Lets no slot of a key be due for a time; the bucket is empty when that is over. A hold never ends an earlier one that lasts longer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="time">How long, at most 30 days.</param>
    /// <param name="cancellationToken">Is cancelled when nobody waits for it any more.</param>
    /// <returns>Ends when the hold is in force.</returns>
    ValueTask HoldAsync(string key, TimeSpan time, CancellationToken cancellationToken);
}
