using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>
/// The ways in which operations page. A URL that an answer gives for the next page only tells that there is one: it is never
/// called, so it cannot carry the key to another host.
/// </summary>
internal static class Pages
{
    /// <summary>Pages by number, from 1. A page whose answer gives no next one is the last.</summary>
    public static IterablePages<T> ByNumber<TAnswer, T>(
        IterableOperation operation, Func<long, CancellationToken, Task<TAnswer>> fetch, Func<TAnswer, PageContent<T>> read, CancellationToken callToken) =>
        Create(operation, callToken, firstPage: 1L, fetch, read, (page, content) => content.Next is { Length: > 0 } ? page + 1 : null);

    /// <summary>Pages by the number of items to skip, until the total is reached or, where there is none, a page is empty.</summary>
    public static IterablePages<T> ByOffset<TAnswer, T>(
        IterableOperation operation, Func<long, CancellationToken, Task<TAnswer>> fetch, Func<TAnswer, PageContent<T>> read, CancellationToken callToken) =>
        Create(operation, callToken, firstPage: 0L, fetch, read, (offset, content) =>
        {
            var next = offset + content.Items!.Count();
            return next == offset || next >= content.Total ? null : next;
        });

    /// <summary>Pages by a marker that each answer gives for the next one.</summary>
    public static IterablePages<T> ByMarker<TAnswer, T>(
        IterableOperation operation, Func<string?, CancellationToken, Task<TAnswer>> fetch, Func<TAnswer, PageContent<T>> read, CancellationToken callToken) =>
        new(cancellationToken => ReadAsync(
            operation,
            new Cursor<string?>(null, true),
            fetch,
            read,
            (_, content) => new Cursor<string?>(content.Next, content.Next is { Length: > 0 }),
            callToken,
            cancellationToken));

    /// <summary>
    /// Pages by the name of the last item before, until a page is empty: the answers have no sign of a last one, and that a page is short
    /// does not say that it is.
    /// </summary>
    public static IterablePages<T> ByStartAfter<TAnswer, T>(
        IterableOperation operation,
        Func<string?, CancellationToken, Task<TAnswer>> fetch,
        Func<TAnswer, PageContent<T>> read,
        Func<T, string?> nameOf,
        CancellationToken callToken) =>
        new(cancellationToken => ReadByNameAsync(operation, fetch, read, nameOf, callToken, cancellationToken));

    /// <summary>One page with a limit, and no way to the rest.</summary>
    public static IterablePages<T> Capped<TAnswer, T>(
        IterableOperation operation, long limit, Func<CancellationToken, Task<TAnswer>> fetch, Func<TAnswer, PageContent<T>> read, CancellationToken callToken) =>
        new(cancellationToken => ReadOneAsync(operation, limit, fetch, read, callToken, cancellationToken));

    private static IterablePages<T> Create<TAnswer, T>(
        IterableOperation operation,
        CancellationToken callToken,
        long firstPage,
        Func<long, CancellationToken, Task<TAnswer>> fetch,
        Func<TAnswer, PageContent<T>> read,
        Func<long, PageContent<T>, long?> next) =>
        new(cancellationToken => ReadAsync(
            operation,
            new Cursor<long>(firstPage, true),
            fetch,
            read,
            (at, content) => next(at, content) is { } page ? new Cursor<long>(page, true) : default,
            callToken,
            cancellationToken));

    private static async IAsyncEnumerable<IterablePage<T>> ReadAsync<TCursor, TAnswer, T>(
        IterableOperation operation,
        Cursor<TCursor> at,
        Func<TCursor, CancellationToken, Task<TAnswer>> fetch,
        Func<TAnswer, PageContent<T>> read,
        Func<TCursor, PageContent<T>, Cursor<TCursor>> next,
        CancellationToken callToken,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var both = new StopSource(callToken, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var pages = 1L; at.IsThere; pages++)
        {
            var answer = await both.RunAsync(token => fetch(at.Value, token)).ConfigureAwait(false);
            var content = read(answer);
            var items = ItemsOf(answer, content, operation);
            at = next(at.Value, content with { Items = items });

            // The page is handed out before the exception: what is on it is correct.
            var repeats = at.IsThere && content.Next is { Length: > 0 } pointer && !seen.Add(pointer);
            yield return new IterablePage<T>(items, content.Total, at.IsThere && !repeats);
            if (repeats)
                throw Endless(operation, pages, answer);
        }
    }

    private static async IAsyncEnumerable<IterablePage<T>> ReadByNameAsync<TAnswer, T>(
        IterableOperation operation,
        Func<string?, CancellationToken, Task<TAnswer>> fetch,
        Func<TAnswer, PageContent<T>> read,
        Func<T, string?> nameOf,
        CancellationToken callToken,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var both = new StopSource(callToken, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? last = null;
        for (var (pages, isLast) = (0L, false); !isLast; pages++)
        {
            var answer = await both.RunAsync(token => fetch(last, token)).ConfigureAwait(false);
            var content = read(answer);
            var items = ItemsOf(answer, content, operation);
            foreach (var item in items)
            {
                last = nameOf(item) is { Length: > 0 } name ? name : throw new IterableException(
                    FormattableString.Invariant($"{operation} lists an item without a name on page {pages + 1}: the page after it cannot be asked for."),
                    IterableErrorDetails.Of(operation, answer));
                if (!seen.Add(name))
                    throw Endless(operation, pages, answer);
            }

            isLast = items.Count == 0;
            yield return new IterablePage<T>(items, content.Total, hasMore: !isLast);
        }
    }

    private static async IAsyncEnumerable<IterablePage<T>> ReadOneAsync<TAnswer, T>(
        IterableOperation operation,
        long limit,
        Func<CancellationToken, Task<TAnswer>> fetch,
        Func<TAnswer, PageContent<T>> read,
        CancellationToken callToken,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var both = new StopSource(callToken, cancellationToken);
        var answer = await both.RunAsync(fetch).ConfigureAwait(false);
        var content = read(answer);
        var items = ItemsOf(answer, content, operation);
        yield return new IterablePage<T>(items, content.Total, mayBeCut: items.Count >= limit);
    }

    /// <summary>
    /// What is on a page. A page that has no list is not the last one: whoever asked would take what came before for all there is. Only an answer
    /// that says nothing at all is what some operations give for an unknown user.
    /// </summary>
    private static List<T> ItemsOf<TAnswer, T>(TAnswer answer, PageContent<T> content, IterableOperation operation) =>
        content.Items?.ToList() ?? (operation.EmptyForUnknownUser && IterableJson.SaysNothing(answer!) ? [] : throw new IterableUnreadableResponseException(
            $"{operation} was answered with a page that has no list.", IterableErrorDetails.Of(operation, answer)));

    private static IterablePagingException Endless(IterableOperation operation, long pages, object? answer) =>
        new(operation, pages) { Attempts = IterableErrorDetails.Of(operation, answer).Attempts };

    private readonly record struct Cursor<TValue>(TValue Value, bool IsThere);
}

/// <summary>What an answer says about its page.</summary>
/// <param name="Items">What is on it; null where the answer has no list.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Next">Where the next page is, as a URL or a marker; null or empty after the last.</param>
internal readonly record struct PageContent<T>(IEnumerable<T>? Items, long? Total = null, string? Next = null);
