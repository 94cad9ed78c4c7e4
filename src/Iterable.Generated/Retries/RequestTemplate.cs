namespace Iterable.Generated;

/// <summary>
/// Makes the requests after a call's first one: each anew, content included, with the headers that the first had before it was sent.
/// </summary>
internal sealed class RequestTemplate(IterableCall call, HttpRequestMessage first, KeyValuePair<string, IEnumerable<string>>[]? headersFromOutside)
{
    public IterableCall Call { get; } = call;

    /// <summary>
    /// The headers of a request, if any were added to those that the call itself gives it: by an <see cref="HttpClient" /> or a
    /// handler on the way. To be asked before the first attempt, since handlers after this one add some too.
    /// </summary>
    public static KeyValuePair<string, IEnumerable<string>>[]? HeadersFromOutside(IterableCall call, HttpRequestMessage request) =>
        CountHeaders(request) == call.HeaderCount ? null : [.. request.Headers];

    /// <summary>How many headers a request has.</summary>
    public static int CountHeaders(HttpRequestMessage request) =>
#if NET
        request.Headers.NonValidated.Count;
#else
        request.Headers.Count();
#endif

    public HttpRequestMessage CreateRequest()
    {
        var request = new HttpRequestMessage(first.Method, first.RequestUri)
        {
            Version = first.Version,
            Content = Call.Request.CreateContent(),
        };
#if NET
        request.VersionPolicy = first.VersionPolicy;
        foreach (var option in first.Options)
            ((IDictionary<string, object?>)request.Options)[option.Key] = option.Value;
#else
        foreach (var property in first.Properties)
            request.Properties[property.Key] = property.Value;
#endif
        if (headersFromOutside is null)
            Call.AddHeaders(request);
        foreach (var header in headersFromOutside ?? [])
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);

        return request;
    }
}
