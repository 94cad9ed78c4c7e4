using System.Net.Http.Headers;

namespace Iterable.Generated;

/// <summary>Puts the API key, and the token beside it, on requests to the API, and on no others, wherever a handler before it has sent them.</summary>
internal sealed class AuthenticationHandler(ApiBaseAddress baseAddress, ApiKeySource keys, TokenCache? tokens) : DelegatingHandler
{
    private const string HeaderName = "Api-Key";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(HeaderName);
        if (!baseAddress.Contains(request.RequestUri))
            return base.SendAsync(request, cancellationToken);

        var key = KeyFor(request.GetCall(), cancellationToken);
        if (tokens is not null || !key.IsCompletedSuccessfully)
            return SendWithTokenAsync(request, key, cancellationToken);

        AddKey(request, key.Result);
        return base.SendAsync(request, cancellationToken);
    }

    private ValueTask<string> KeyFor(IterableCall? call, CancellationToken cancellationToken) =>
        call?.NextApiKey is { } key ? new(key) : keys.GetAsync(call?.Operation, cancellationToken);

    private static void AddKey(HttpRequestMessage request, string key)
    {
        request.Headers.TryAddWithoutValidation(HeaderName, key);
        if (request.GetCall() is { } call)
            call.ApiKey = key;
    }

    private async Task<HttpResponseMessage> SendWithTokenAsync(HttpRequestMessage request, ValueTask<string> key, CancellationToken cancellationToken)
    {
        AddKey(request, await key.ConfigureAwait(false));
        if (tokens is not null && request.GetCall() is { } call)
        {
            call.Token = (await tokens.GetAsync(call, cancellationToken).ConfigureAwait(false))?.Value;
            request.Headers.Authorization = call.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
