namespace Iterable.Generated;

/// <summary>One page of a list, as one call answered it.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed class IterablePage<T>
{
    /// <summary>Makes a page; for those who fake a list in a test.</summary>
    /// <param name="items">What is on it.</param>
    /// <param name="total">How many there are on all pages, where the service says it.</param>
    /// <param name="hasMore">Whether another page follows.</param>
    /// <param name="mayBeCut">Whether the service may have more that it does not hand out.</param>
    public IterablePage(IReadOnlyList<T> items, long? total = null, bool hasMore = false, bool mayBeCut = false)
    {
        Items = items ?? throw new ArgumentNullException(nameof(items));
        Total = total;
        HasMore = hasMore;
        MayBeCut = mayBeCut;
    }

    /// <summary>What is on the page, in the order of the service.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>How many there are on all pages, where the service says it. It counts when the page is made, and can change from page to page.</summary>
    public long? Total { get; }

    /// <summary>Whether another page follows.</summary>
    public bool HasMore { get; }

    /// <summary>
    /// Whether the service may have more that it does not hand out: it filled the page up to its limit, and has no way to ask for the rest.
    /// </summary>
    public bool MayBeCut { get; }
}
