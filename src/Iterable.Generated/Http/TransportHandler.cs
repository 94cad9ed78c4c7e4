namespace Iterable.Generated;

/// <summary>The end of the pipeline: sends through an <see cref="HttpClient" /> of the caller, which it does not dispose.</summary>
internal sealed class TransportHandler(HttpClient httpClient) : HttpMessageHandler
{
    // The body is read by the pipeline, within the time of the attempt.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}
