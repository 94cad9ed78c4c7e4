namespace Iterable.Generated;

/// <summary>Follows a redirect of a GET that stays with the host that was asked. No other: the API key is a header, and would go along.</summary>
internal sealed class RedirectHandler : DelegatingHandler
{
    private const int Most = 5;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method == HttpMethod.Get ? FollowAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (Target(response, request.RequestUri!) is not { } target)
            return response;

        var seen = new HashSet<Uri> { request.RequestUri! };
        while (target is not null && seen.Count <= Most && seen.Add(target))
        {
            response.Dispose();
            using var next = new HttpRequestMessage(HttpMethod.Get, target) { Version = request.Version };
            foreach (var header in request.Headers)
                next.Headers.TryAddWithoutValidation(header.Key, header.Value);
            response = await base.SendAsync(next, cancellationToken).ConfigureAwait(false);
            target = Target(response, target);
        }

        return response;
    }

    /// <summary>Where a redirect leads, if that is the same host.</summary>
    private static Uri? Target(HttpResponseMessage response, Uri asked) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.Headers.Location is { } location
        && new Uri(asked, location) is var target
        && target.Scheme == asked.Scheme && target.Host == asked.Host && target.Port == asked.Port
            ? target
            : null;
}
