namespace Iterable.Generated;

/// <summary>A list whose pages do not end: the service pointed to a page that was read already. What was read until then is correct.</summary>
public sealed class IterablePagingException : IterableException
{
    /// <summary>Makes one; also for those who test what they do about it.</summary>
    /// <param name="operation">The operation that lists.</param>
    /// <param name="pagesRead">The pages that were read.</param>
    public IterablePagingException(IterableOperation? operation, long pagesRead)
        : base(
            FormattableString.Invariant($"{operation?.ToString() ?? "A list"} does not end: after {pagesRead} pages the service points to one that was read already."),
            new IterableErrorDetails { Operation = operation }) => PagesRead = pagesRead;

    /// <summary>The pages that were read.</summary>
    public long PagesRead { get; }
}
