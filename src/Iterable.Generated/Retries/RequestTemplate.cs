namespace Iterable.Generated;

/// <summary>
/// The requests of a call's attempts. The first one is the request as it came; each one after it is made anew, content
/// included, with the headers the first had before any attempt.
/// </summary>
internal sealed class RequestTemplate
{
    private readonly IterableCall _call;
    private readonly HttpRequestMessage _first;
    private readonly KeyValuePair<string, IEnumerable<string>>[] _headers;
    private bool _begun;

    public RequestTemplate(IterableCall call, HttpRequestMessage first)
    {
        _call = call;
        _first = first;
        _headers = [.. first.Headers];
    }

    public HttpRequestMessage NextRequest()
    {
        if (!_begun)
        {
            _begun = true;
            return _first;
        }

        // Disposing it would dispose nothing but its content, which holds nothing that needs it.
        var request = new HttpRequestMessage(_first.Method, _first.RequestUri)
        {
            Version = _first.Version,
            Content = _call.Request.CreateContent(),
        };
#if NET
        request.VersionPolicy = _first.VersionPolicy;
        foreach (var option in _first.Options)
            ((IDictionary<string, object?>)request.Options)[option.Key] = option.Value;
#else
        foreach (var property in _first.Properties)
            request.Properties[property.Key] = property.Value;
#endif
        foreach (var header in _headers)
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);

        return request;
    }
}
