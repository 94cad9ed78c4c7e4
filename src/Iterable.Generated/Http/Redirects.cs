namespace Iterable.Generated;

/// <summary>
/// Redirects of a GET that stay with the host that was asked, which are followed by whoever stands before the transport. No others are: the API
/// key is a header, and would go along.
/// </summary>
internal static class Redirects
{
    private const int Most = 5;

    /// <summary>Where an answer leads, if it is such a redirect.</summary>
    public static Uri? Target(HttpRequestMessage request, HttpResponseMessage response) => request.Method == HttpMethod.Get ? Target(request.RequestUri!, response) : null;

    /// <summary>Goes where an answer leads, which is disposed, and on from there.</summary>
    public static async Task<HttpResponseMessage> FollowAsync(
        HttpRequestMessage request, HttpResponseMessage response, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var target = Target(request, response);
        var seen = new HashSet<Uri> { request.RequestUri! };
        while (target is not null && seen.Count <= Most && seen.Add(target))
        {
            response.Dispose();
            using var next = new HttpRequestMessage(HttpMethod.Get, target) { Version = request.Version };
            foreach (var header in request.Headers)
                next.Headers.TryAddWithoutValidation(header.Key, header.Value);
            response = await send(next, cancellationToken).ConfigureAwait(false);
            target = Target(target, response);
        }

        return response;
    }

    private static Uri? Target(Uri asked, HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.Headers.Location is { } location
        && Uri.TryCreate(asked, location, out var target)
        && target.Scheme == asked.Scheme && target.Host == asked.Host && target.Port == asked.Port
            ? target
            : null;
}
