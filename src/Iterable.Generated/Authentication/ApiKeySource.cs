namespace Iterable.Generated;

/// <summary>Where the API key of each request comes from: one that stays, or a provider that may give another one each time.</summary>
internal sealed class ApiKeySource
{
    private readonly Func<CancellationToken, ValueTask<string>>? _provider;
    private volatile string? _last;

    public ApiKeySource(string? key, Func<CancellationToken, ValueTask<string>>? provider)
    {
        _provider = provider;
        if (_provider is null)
            _last = ApiKey.Checked(key);
    }

    /// <summary>The key for a request.</summary>
    /// <exception cref="IterableProviderException">The provider failed, or gave what cannot be a key.</exception>
    public ValueTask<string> GetAsync(IterableOperation? operation, CancellationToken cancellationToken) =>
        _provider is null ? new(_last!) : FetchAsync(_provider, operation, cancellationToken);

    private async ValueTask<string> FetchAsync(Func<CancellationToken, ValueTask<string>> provider, IterableOperation? operation, CancellationToken cancellationToken)
    {
        try
        {
            // Not every provider listens to a token.
            var asked = provider(cancellationToken);
            var key = await (asked.IsCompleted ? asked : new(asked.AsTask().UntilCancelledAsync(cancellationToken))).ConfigureAwait(false);
            return ReferenceEquals(key, _last) && key is not null ? key : _last = ApiKey.Checked(key);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            throw IterableProviderException.For(operation, $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.ApiKeyProvider)}", e);
        }
    }
}
