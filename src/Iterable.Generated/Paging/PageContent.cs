namespace Iterable.Generated;

/// <summary>What an answer says about its page.</summary>
/// <param name="Items">What is on it; null is nothing.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Next">Where the next page is, as a URL or a marker; null or empty after the last.</param>
internal readonly record struct PageContent<T>(IEnumerable<T>? Items, long? Total = null, string? Next = null);
