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

    public ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_provider is null)
            return new(_last!);

        var key = _provider(cancellationToken);
        return key.IsCompletedSuccessfully ? new(Accept(key.Result)) : AwaitAsync(key);
    }

    private async ValueTask<string> AwaitAsync(ValueTask<string> key) => Accept(await key.ConfigureAwait(false));

    private string Accept(string key)
    {
        if (!ReferenceEquals(key, _last))
            _last = ApiKey.Checked(key);

        return key;
    }
}
