using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Iterable.Generated.Testing;

/// <summary>
/// Kestrel by itself, on free ports of 127.0.0.1. Without a host around it there are no settings read, no files watched, no signals
/// caught and nothing logged, and all of it is gone when it is stopped.
/// </summary>
internal sealed class LoopbackHost : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<(IterableTestDataCenter? DataCenter, ListenOptions Endpoint)> _endpoints = [];
    private readonly RequestHandler _handler;
    private readonly ExportStorage _storage;
    private int _isDisposed;

    public LoopbackHost(RequestHandler handler, ExportStorage storage, params IterableTestDataCenter[] dataCenters)
    {
        _handler = handler;
        _storage = storage;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        // A body that a test lets stand still, or a debugger, is no attack.
        options.Limits.MinResponseDataRate = null;
        options.Limits.MinRequestBodyDataRate = null;
        // The storage of files is an address of its own, as it is in the service: what belongs to the API does not belong there.
        foreach (var dataCenter in dataCenters.Append(null))
        {
            options.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                _endpoints.Add((dataCenter, endpoint));
            });
        }

        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _server.StartAsync(this, cancellationToken).ConfigureAwait(false);
        foreach (var (dataCenter, endpoint) in _endpoints)
        {
            var port = endpoint.IPEndPoint!.Port;
            if (dataCenter is null)
                _storage.Listen(port);
            else
                dataCenter.Listen(port);
        }
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
        var port = context.Connection.LocalPort;
        var dataCenter = _endpoints.First(endpoint => endpoint.Endpoint.IPEndPoint!.Port == port).DataCenter;
        try
        {
            await _handler.HandleAsync(context, dataCenter, ended.Token).ConfigureAwait(false);
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
    }
}
