namespace Iterable.Generated;

/// <summary>
/// Remembers which events were handled. <see cref="IterableMemoryDuplicateFilter" /> does for one process; the packages <c>Iterable.Generated.Redis</c> and
/// <c>Iterable.Generated.PostgreSql</c> have one each for any number of them.
/// </summary>
/// <remarks>
/// An event is claimed before it is handled, and then completed, or released when that failed. A claim that is neither, since its process is gone, ends by itself. Each call is
/// one step that no other comes between. What a filter throws is its own failure.
/// </remarks>
public interface IIterableDuplicateFilter
{
    /// <summary>Claims a key, unless it is claimed or done.</summary>
    /// <param name="key">Stands for the event; holds no data of it.</param>
    /// <param name="owner">Stands for this try to handle it; no other has the same.</param>
    /// <param name="lease">When the claim ends by itself.</param>
    /// <param name="cancellationToken">Is cancelled when nobody waits for the answer any more.</param>
    /// <returns>What was known of the key before.</returns>
    ValueTask<IterableDuplicateClaim> ClaimAsync(string key, string owner, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>Remembers a key as done, whoever claimed it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keepFor">How long.</param>
    /// <param name="cancellationToken">Is cancelled when nobody waits for it any more.</param>
    /// <returns>Ends when it is remembered.</returns>
    ValueTask CompleteAsync(string key, TimeSpan keepFor, CancellationToken cancellationToken = default);

    /// <summary>Gives up a claim, so that the event is handled when it comes again. The claim of another, and what is done, stay.</summary>
    /// <param name="key">The key.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="cancellationToken">Is cancelled when nobody waits for it any more.</param>
    /// <returns>Ends when it is given up.</returns>
    ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken = default);
}
