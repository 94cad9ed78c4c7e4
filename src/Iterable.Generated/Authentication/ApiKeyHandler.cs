namespace Iterable.Generated;

/// <summary>Puts the API key on requests to the API, and on no others, wherever a handler before it has sent them.</summary>
internal sealed class ApiKeyHandler(string apiKey, ApiBaseAddress baseAddress) : DelegatingHandler
{
    private const string HeaderName = "Api-Key";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(HeaderName);
        if (baseAddress.Contains(request.RequestUri))
            request.Headers.TryAddWithoutValidation(HeaderName, apiKey);

        return base.SendAsync(request, cancellationToken);
    }
}
