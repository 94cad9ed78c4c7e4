using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Iterable.Generated.Testing;

/// <summary>
/// Kestrel by itself, on 127.0.0.1 unless it has a name for others. Without a host around it there are no settings read, no files watched, no signals caught and nothing logged, and all
/// of it is gone when it is stopped.
/// </summary>
internal sealed class LoopbackHost : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly KestrelServerOptions _options = new() { AddServerHeader = false };
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<(LoopbackSite Site, ListenOptions Endpoint)> _endpoints = [];
    private readonly RequestHandler _handler;
    private readonly X509Certificate2? _certificate;
    private readonly string? _hostName;
    private int _isDisposed;

    /// <summary>Makes a host.</summary>
    /// <param name="handler">Answers the requests.</param>
    /// <param name="certificate">What the sites that use HTTPS show, or <see langword="null" /> where none does.</param>
    /// <param name="hostName">By what others reach it, on every address; <see langword="null" /> for loopback alone.</param>
    /// <param name="sites">What is where.</param>
    public LoopbackHost(RequestHandler handler, X509Certificate2? certificate, string? hostName, IEnumerable<LoopbackSite> sites)
    {
        (_handler, _certificate, _hostName) = (handler, certificate, hostName);
        _options.Limits.MaxRequestBodySize = null;
        // A body that a test lets stand still, or a debugger, is no attack.
        _options.Limits.MinResponseDataRate = null;
        _options.Limits.MinRequestBodyDataRate = null;
        if (certificate is not null)
            _options.ApplicationServices = HttpsServices();
        foreach (var site in sites)
            Listen(site);

        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(_options), sockets, NullLoggerFactory.Instance);
    }

    /// <exception cref="IOException">A port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _server.StartAsync(this, cancellationToken).ConfigureAwait(false);
        foreach (var (site, endpoint) in _endpoints)
            site.Listening(new Uri($"{(site.UsesHttps ? "https" : "http")}://{_hostName ?? "127.0.0.1"}:{endpoint.IPEndPoint!.Port}/"));
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
        var port = context.Connection.LocalPort;
        var site = _endpoints.First(endpoint => endpoint.Endpoint.IPEndPoint!.Port == port).Site;
        try
        {
            await _handler.HandleAsync(context, site.Find, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client is gone, or the server is stopping: there is nobody to answer.
            context.Abort();
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <summary>Stops at once: requests that are waiting end without an answer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;

        await _stopping.CancelAsync().ConfigureAwait(false);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        await _server.StopAsync(patience.Token).ConfigureAwait(false);
        _server.Dispose();
        _stopping.Dispose();
        (_options.ApplicationServices as IDisposable)?.Dispose();
        _certificate?.Dispose();
    }

    // Kestrel finds what it needs for HTTPS among services, which are nobody's to name; an empty builder of an application has them and no more.
    private static ServiceProvider HttpsServices()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        return builder.Services.BuildServiceProvider();
    }

    private void Listen(LoopbackSite site) => _options.Listen(_hostName is null ? IPAddress.Loopback : IPAddress.Any, site.Port, endpoint =>
    {
        endpoint.Protocols = HttpProtocols.Http1;
        if (site.UsesHttps)
            endpoint.UseHttps(_certificate!);
        _endpoints.Add((site, endpoint));
    });
}
