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
/// await client.Events.TrackEventAsync(new TrackEventRequest { Email = "ada@example.com", EventName = "signedUp" });
/// iterable.Events.AssertTracked("signedUp", email: "ada@example.com");
/// </code>
/// </example>
public sealed partial class IterableTestServer : IAsyncDisposable
{
    private readonly LoopbackHost _host;
    private long _lastProjectId;

    private IterableTestServer(IterableTestServerOptions options, ApiDocument document)
    {
        var behaviours = BehaviourTable.Shared;
        var exportJobs = new ExportJobQueue(Clock);
        UnitedStates = new IterableTestDataCenter(IterableDataCenter.UnitedStates, NextProjectId, Clock, exportJobs);
        Europe = new IterableTestDataCenter(IterableDataCenter.Europe, NextProjectId, Clock, exportJobs);
        Requests = new IterableTestRequests(options.JournalCapacity);
        Faults = new IterableTestFaults(document.Operations.Select(operation => operation.Id).ToHashSet(StringComparer.Ordinal));
        var endpoint = new ApiEndpoint(
            new RouteTable(document, behaviours.IsAbsent),
            behaviours,
            options.EnforceRateLimits ? new RateLimitGuard(Clock) : null,
            Clock);
        var storage = new ExportStorage(exportJobs);
        _host = new LoopbackHost(new RequestHandler(endpoint, storage, Requests, Faults, Clock), storage, UnitedStates, Europe);
        Project = (options.DataCenter == IterableDataCenter.Europe ? Europe : UnitedStates).AddProject();
    }

    /// <summary>The data center in the United States.</summary>
    public IterableTestDataCenter UnitedStates { get; }

    /// <summary>The data center in Europe. Its keys open nothing in the United States, and the other way round.</summary>
    public IterableTestDataCenter Europe { get; }

    /// <summary>The project that is there from the start.</summary>
    public IterableTestProject Project { get; }

    /// <summary>The requests that came, in both data centers.</summary>
    public IterableTestRequests Requests { get; }

    /// <summary>Faults to order.</summary>
    public IterableTestFaults Faults { get; }

    /// <summary>The time on the server, to be turned.</summary>
    public IterableTestClock Clock { get; } = new();

    /// <summary>Starts a server with the default options.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The server, ready for requests. Dispose of it to stop it.</returns>
    public static Task<IterableTestServer> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(new IterableTestServerOptions(), cancellationToken);

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it is to be.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The server, ready for requests. Dispose of it to stop it.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    public static Task<IterableTestServer> StartAsync(IterableTestServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.JournalCapacity < 1)
            throw new ArgumentException($"{nameof(IterableTestServerOptions.JournalCapacity)} has to be at least 1.", nameof(options));

        return StartAsync(options, ApiDocument.Shipped, cancellationToken);
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
    public IterableClient CreateClient(IterableKeyTypes keyType = IterableKeyTypes.Server) => Project.CreateClient(keyType);

    /// <summary>Stops the server: the ports are free again, connections are closed, waiting requests end without an answer.</summary>
    /// <returns>A task that ends when all of that is done.</returns>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private long NextProjectId() => 100 + Interlocked.Increment(ref _lastProjectId);
}
