using System.Net;

namespace Iterable.Generated;

/// <summary>The transport of a client that was given none.</summary>
internal static class OwnTransport
{
    public static readonly string UserAgent = "Iterable.Generated/" + typeof(OwnTransport).Assembly.GetName().Version!.ToString(3);

    // Redirects are not followed here: the key is a header, and would go along to wherever one leads.
#if NET
    public static HttpMessageHandler Create(IWebProxy? proxy = null) => new SocketsHttpHandler
    {
        Proxy = proxy,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,

        // The runtime's own spans hold whole addresses, and addresses hold e-mail addresses. The client has spans of its own.
        ActivityHeadersPropagator = null,

        // Connections are renewed now and then, so that a change of the service's addresses is seen.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),
    };
#else
    public static HttpMessageHandler Create(IWebProxy? proxy = null) => new HttpClientHandler
    {
        Proxy = proxy,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        UseCookies = false,
    };
#endif
}
