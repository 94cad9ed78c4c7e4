namespace Iterable.Generated;

/// <summary>The end of the pipeline: sends through an <see cref="HttpClient" />, which it disposes only when it is ours.</summary>
internal sealed class TransportHandler(HttpClient httpClient, bool ownsClient) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        httpClient.SendAsync(request, request.GetCompletion(), cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsClient)
            httpClient.Dispose();

        base.Dispose(disposing);
    }
}
