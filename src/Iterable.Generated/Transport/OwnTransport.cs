using System.Net;
using System.Reflection;

namespace Iterable.Generated;

/// <summary>The transport of a client that was given none.</summary>
internal static class OwnTransport
{
    /// <summary>The version of the package; that of the assembly changes only where something may break.</summary>
    public static readonly string Version = typeof(OwnTransport).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;

    public static readonly string UserAgent = "Iterable.Generated/" + Version;

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

        // The one whose end can be told here: a body that is cut has to be noticed.
        AutomaticDecompression = DecompressionMethods.GZip,
        UseCookies = false,
    };
#endif
}
