using System.Net;
using System.Net.Http.Headers;

namespace Iterable.Generated;

/// <summary>The <see cref="HttpClient" /> of a client that was given none.</summary>
internal static class OwnTransport
{
    public static HttpClient Create()
    {
        var client = new HttpClient(CreateHandler());
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(
            "Iterable.Generated", typeof(OwnTransport).Assembly.GetName().Version!.ToString(3)));
        return client;
    }

    // Redirects are not followed: the key is a header, and would go along to wherever one leads.
#if NET
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,

        // Connections are renewed now and then, so that a change of the service's addresses is seen.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),
    };
#else
    public static HttpClientHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        UseCookies = false,
    };
#endif
}
