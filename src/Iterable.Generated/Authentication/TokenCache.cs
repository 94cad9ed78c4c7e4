using System.Collections.Concurrent;

namespace Iterable.Generated;

/// <summary>The tokens of the users called for lately. One fetch at a time for each user; every waiting call can be cancelled alone.</summary>
internal sealed class TokenCache(IIterableTokenProvider provider, TimeProvider time)
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(1);

    // The key stands for calls that name no user; those of other users are their identities.
    private static readonly object Nobody = new();

    private readonly ConcurrentDictionary<object, Entry> _entries = new();

    /// <summary>The token for a call: a new one when the one it last went out with was refused.</summary>
    public async ValueTask<IterableToken?> GetAsync(IterableCall call, CancellationToken cancellationToken)
    {
        var user = call.Settings.User ?? CalledUser.Of(call.Request);
        var refused = call.TokenRenewed ? call.Token : null;
        var entry = _entries.GetOrAdd(user ?? Nobody, static _ => new Entry());
        if (IsGood(entry.Token, refused))
            return entry.Token;

        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsGood(entry.Token, refused))
                entry.Token = await provider.GetTokenAsync(new IterableTokenRequest(call.Operation, user), cancellationToken).ConfigureAwait(false);

            return entry.Token;
        }
        finally
        {
            entry.Gate.Release();
            Trim();
        }
    }

    // Whoever was refused may find one that another call has fetched in between: what was refused is the one token it went out with.
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
            if (entry.Value.Gate.CurrentCount == 1)
                _entries.TryRemove(entry.Key, out _);
        }
    }

    private sealed class Entry
    {
        private volatile IterableToken? _token;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public IterableToken? Token
        {
            get => _token;
            set => _token = value;
        }
    }
}
