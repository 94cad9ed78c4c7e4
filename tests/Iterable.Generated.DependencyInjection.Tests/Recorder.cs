using System.Net;

namespace Iterable.Generated.Tests;

/// <summary>A transport that answers and keeps what it was sent.</summary>
internal sealed class Recorder(Func<int, HttpStatusCode> status) : HttpMessageHandler
{
    public List<HttpRequestMessage> Seen { get; } = [];

    public List<string> Bodies { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen.Add(request);
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        return new HttpResponseMessage(status(Seen.Count)) { Content = new StringContent("{}") };
    }
}
