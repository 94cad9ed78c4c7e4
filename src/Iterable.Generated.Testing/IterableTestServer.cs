using System.Security.Cryptography.X509Certificates;

namespace Iterable.Generated.Testing;

/// <summary>
/// An Iterable server on loopback: real HTTP, both data centers, everything in memory, no account. It answers every operation the
/// client knows, and remembers what was sent.
/// </summary>
/// <remarks>
/// Thread-safe. Any number of servers run side by side, each on ports of its own that the system picks. Nothing is left when one is
/// disposed of.
/// </remarks>
/// <example>
/// <code>
/// await using var iterable = await IterableTestServer.StartAsync();
/// using var client = iterable.CreateClient();
/// await client.Events.TrackEventAsync(new TrackEventRequest("signedUp") { Email = "ada@example.com" });
/// iterable.Events.AssertTracked("signedUp", email: "ada@example.com");
/// </code>
/// </example>
public sealed partial class IterableTestServer : IAsyncDisposable
{
    private readonly LoopbackHost _host;
    private readonly HttpClient? _transport;
    private readonly WebhookSender _webhooks;
    private long _lastProjectId;

    private IterableTestServer(IterableTestServerOptions options, ApiDocument document)
    {
        var behaviours = BehaviourTable.Shared;
        var exportJobs = new ExportJobQueue(Clock);
        _webhooks = new WebhookSender(Clock);
        UnitedStates = new IterableTestDataCenter(IterableDataCenter.UnitedStates, NextProjectId, Clock, exportJobs, _webhooks);
        Europe = new IterableTestDataCenter(IterableDataCenter.Europe, NextProjectId, Clock, exportJobs, _webhooks);
        Requests = new IterableTestRequests(options.JournalCapacity);
        Effects = new IterableTestEffects(Requests);
        Faults = new IterableTestFaults(document.Operations.Select(operation => operation.Id).ToHashSet(StringComparer.Ordinal));
        var endpoint = new ApiEndpoint(
            new RouteTable(document, behaviours.IsAbsent),
            behaviours,
            options.EnforceRateLimits ? new RateLimitGuard(Clock) : null,
            Clock);
        var storage = new ExportStorage(exportJobs);
        Project = (options.DataCenter == IterableDataCenter.Europe ? Europe : UnitedStates).AddProject(apiKey: options.ApiKey);
        var certificate = options.UseHttps ? LoopbackCertificate.Create(TimeProvider.System, options.HostName) : null;
        if (certificate is not null)
        {
            Certificate = X509CertificateLoader.LoadCertificate(certificate.RawData);
            UnitedStates.Transport = Europe.Transport = _transport = new HttpClient(CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        }

        Handler = new RequestHandler(endpoint, storage, Requests, Faults, Clock);
        _host = new LoopbackHost(Handler, certificate, options.HostName, Sites(options, storage));
    }

    /// <summary>The data center in the United States.</summary>
    public IterableTestDataCenter UnitedStates { get; }

    /// <summary>The data center in Europe. Its keys open nothing in the United States, and the other way round.</summary>
    public IterableTestDataCenter Europe { get; }

    /// <summary>The project that is there from the start.</summary>
    public IterableTestProject Project { get; }

    /// <summary>The requests that came, in both data centers.</summary>
    public IterableTestRequests Requests { get; }

    /// <summary>What these requests changed, record by record.</summary>
    public IterableTestEffects Effects { get; }

    /// <summary>Faults to order.</summary>
    public IterableTestFaults Faults { get; }

    /// <summary>The time on the server, to be turned.</summary>
    public IterableTestClock Clock { get; } = new();

    /// <summary>
    /// The certificate that it shows with <see cref="IterableTestServerOptions.UseHttps" />, for <c>localhost</c> and 127.0.0.1, without its key;
    /// <see langword="null" /> over HTTP. <see cref="X509Certificate2.ExportCertificatePem" /> gives what other programs are told to trust.
    /// </summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>What answers, whatever carries the requests to it.</summary>
    internal RequestHandler Handler { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it is to be; without them, on free ports and over HTTP.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The server, ready for requests. Dispose of it to stop it.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public static Task<IterableTestServer> StartAsync(IterableTestServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options?.Validate(nameof(options));
        return StartAsync(options?.Copy() ?? new IterableTestServerOptions(), ApiDocument.Shipped, cancellationToken);
    }

    /// <summary>Starts a server that answers the operations of another document.</summary>
    internal static async Task<IterableTestServer> StartAsync(IterableTestServerOptions options, ApiDocument document, CancellationToken cancellationToken)
    {
        var server = new IterableTestServer(options, document);
        try
        {
            await server._host.StartAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A client for <see cref="Project" />. Each call makes one; it is the caller's to dispose of.</summary>
    /// <param name="keyType">The type of key it calls with; for another type than server a key is made.</param>
    /// <returns>The client.</returns>
    public IterableClient CreateClient(IterableKeyType keyType = default) => Project.CreateClient(keyType);

    /// <summary>
    /// A transport for an <see cref="HttpClient" /> of one's own: it trusts <see cref="Certificate" /> and no other, and follows no redirect.
    /// </summary>
    /// <returns>The handler, the caller's to dispose of.</returns>
    public HttpMessageHandler CreateHandler() => LoopbackCertificate.CreateHandler(Certificate);

    /// <summary>Stops the server: the ports are free again, connections are closed, waiting requests end without an answer.</summary>
    /// <returns>A task that ends when all of that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _transport?.Dispose();
        _webhooks.Dispose();
        Certificate?.Dispose();
    }

    // The storage of files is an address of its own, as it is in the service: what belongs to the API does not belong there.
    private IEnumerable<LoopbackSite> Sites(IterableTestServerOptions options, ExportStorage storage)
    {
        if (options.SharesAddress)
        {
            yield return new LoopbackSite(options.Port, options.UseHttps, request => Europe.Knows(request) ? Europe : UnitedStates, address =>
            {
                UnitedStates.Listen(address);
                Europe.Listen(address);
            });
        }
        else
        {
            yield return new LoopbackSite(options.Port, options.UseHttps, _ => UnitedStates, UnitedStates.Listen);
            yield return new LoopbackSite(options.EuropePort, options.UseHttps, _ => Europe, Europe.Listen);
        }

        yield return new LoopbackSite(options.ExportFilesPort, UsesHttps: false, _ => null, storage.Listen);
    }

    private long NextProjectId() => 100 + Interlocked.Increment(ref _lastProjectId);
}
