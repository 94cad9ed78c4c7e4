using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>
/// A list that the service hands out in pages: enumerate it for its items, or <see cref="AsPages" /> for its pages. A page is fetched when
/// it is needed and not before, unless <see cref="ReadingAhead" /> asks for it; each enumeration begins anew.
/// </summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <remarks>
/// Pages that are counted or skipped to move when the list changes in the meantime: an item can then come twice or not at all. Sort by
/// something that does not change where the operation can sort.
/// </remarks>
public sealed class IterablePages<T> : IAsyncEnumerable<T>
{
    private readonly Func<CancellationToken, IAsyncEnumerable<IterablePage<T>>> _read;
    private readonly bool _readsAhead;

    internal IterablePages(Func<CancellationToken, IAsyncEnumerable<IterablePage<T>>> read, bool readsAhead = false)
    {
        _read = read;
        _readsAhead = readsAhead;
    }

    /// <summary>Makes a list of pages that are there already; for those who fake one in a test.</summary>
    /// <param name="pages">The pages; asked for anew by each enumeration.</param>
    /// <returns>The list.</returns>
    public static IterablePages<T> FromPages(IEnumerable<IterablePage<T>> pages)
    {
        if (pages is null)
            throw new ArgumentNullException(nameof(pages));

        return new IterablePages<T>(cancellationToken => Replay(pages, cancellationToken));
    }

    /// <summary>Makes a list of items that are there already, on one page; for those who fake one in a test.</summary>
    /// <param name="items">The items; copied.</param>
    /// <returns>The list.</returns>
    public static IterablePages<T> FromItems(IEnumerable<T> items) =>
        FromPages([new IterablePage<T>([.. items ?? throw new ArgumentNullException(nameof(items))])]);

    /// <summary>The same list, fetching one page while the one before is being worked on: faster, at the price of a call that may not be needed.</summary>
    /// <returns>The list.</returns>
    public IterablePages<T> ReadingAhead() => new(_read, readsAhead: true);

    /// <summary>Reads the list page by page. The token of the call that made the list stops the reading.</summary>
    /// <returns>The pages, with the totals that the service gives.</returns>
    /// <exception cref="IterablePagingException">The service hands out a page again instead of the next one.</exception>
    /// <exception cref="IterableException">A call failed.</exception>
    public IAsyncEnumerable<IterablePage<T>> AsPages() => ReadPages(CancellationToken.None);

    /// <summary>Reads the list item by item.</summary>
    /// <param name="cancellationToken">Stops the reading, besides the token of the call that made the list; <c>WithCancellation</c> gives it.</param>
    /// <returns>The enumerator of the items.</returns>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in ReadPages(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in page.Items)
                yield return item;
        }
    }

    private IAsyncEnumerable<IterablePage<T>> ReadPages(CancellationToken cancellationToken) =>
        _readsAhead ? ReadAhead(cancellationToken) : _read(cancellationToken);

    private async IAsyncEnumerable<IterablePage<T>> ReadAhead([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stopping = new StopSource(cancellationToken);
        var pages = _read(stopping.Token).GetAsyncEnumerator(stopping.Token);
        var next = Task.FromResult(false);
        try
        {
            next = pages.MoveNextAsync().AsTask();
            while (await stopping.RunAsync(_ => next).ConfigureAwait(false))
            {
                // Also after a page that says it is the last: what is wrong with a list is told after the page that shows it.
                var page = pages.Current;
                next = pages.MoveNextAsync().AsTask();
                yield return page;
            }
        }
        finally
        {
            // Where the reader left early a call is on its way, which nobody waits for any more.
            stopping.Stop();
            await next.ContinueWith(static call => call.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            await pages.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<IterablePage<T>> Replay(IEnumerable<IterablePage<T>> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.CompletedTask.ConfigureAwait(false);
            yield return page ?? throw new InvalidOperationException("One of the pages that the list was made of is null.");
        }
    }
}
