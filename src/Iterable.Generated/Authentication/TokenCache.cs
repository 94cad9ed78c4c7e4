using System.Collections.Concurrent;

namespace Iterable.Generated;

/// <summary>The tokens of the users called for lately. One fetch at a time for each user, whose outcome all calls share that wait for it.</summary>
internal sealed class TokenCache(IIterableTokenProvider provider, TimeProvider time)
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(1);

    // The key stands for calls that name no user; those of other users are their identities.
    private static readonly object Nobody = new();

    private readonly ConcurrentDictionary<object, Entry> _entries = new();

    /// <summary>The token for a call: another one than that which was refused.</summary>
    /// <exception cref="IterableProviderException">The provider failed.</exception>
    public async ValueTask<IterableToken?> GetAsync(IterableCall call, CancellationToken cancellationToken)
    {
        var user = call.Settings.User ?? CalledUser.Of(call.Request);
        var entry = _entries.GetOrAdd(user ?? Nobody, static _ => new Entry());
        TokenFetch fetch;
        bool isNew;
        lock (entry)
        {
            if (IsGood(entry.Token, call.RefusedToken))
                return entry.Token;

            isNew = entry.Fetch is null;
            fetch = entry.Fetch ??= new TokenFetch(++entry.Fetches);
            fetch.Join();
        }

        if (isNew)
            _ = RunAsync(entry, fetch, new IterableTokenRequest(call.Operation, user));
        try
        {
            return await fetch.Task.UntilCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            Leave(entry, fetch);
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            throw IterableProviderException.For(call.Operation, $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.TokenProvider)}", e);
        }
    }

    private async Task RunAsync(Entry entry, TokenFetch fetch, IterableTokenRequest request)
    {
        IterableToken? token = null;
        Exception? failure = null;
        try
        {
            token = await provider.GetTokenAsync(request, fetch.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }

        lock (entry)
        {
            if (entry.Fetch == fetch)
                entry.Fetch = null;

            // One that was given up may end after a newer one.
            if (failure is null && fetch.Number > entry.Number)
                (entry.Token, entry.Number) = (token, fetch.Number);
        }

        fetch.End(token, failure);
        Trim();
    }

    // A fetch that nobody waits for any more is given up, and is none to join.
    private static void Leave(Entry entry, TokenFetch fetch)
    {
        lock (entry)
        {
            if (!fetch.Leave())
                return;
            if (entry.Fetch == fetch)
                entry.Fetch = null;
        }

        fetch.Cancel();
    }

    // Whoever was refused may find one that another call has fetched in between.
    private bool IsGood(IterableToken? token, string? refused) =>
        token is not null
        && token.Value != refused
        && !(token.ExpiresAt - time.GetUtcNow() <= RefreshBefore);

    private void Trim()
    {
        if (_entries.Count <= Capacity)
            return;

        // A service that calls for this many users in a short time gains nothing from any order; the next call fetches again.
        foreach (var entry in _entries)
        {
            if (entry.Value.Fetch is null)
                _entries.TryRemove(entry.Key, out _);
        }
    }

    private sealed class Entry
    {
        public IterableToken? Token { get; set; }

        /// <summary>The number of the fetch that the token came from.</summary>
        public long Number { get; set; }

        public TokenFetch? Fetch { get; set; }

        /// <summary>How many were begun.</summary>
        public long Fetches { get; set; }
    }
}
