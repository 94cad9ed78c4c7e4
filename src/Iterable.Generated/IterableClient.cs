namespace Iterable.Generated;

/// <summary>A client of the Iterable API. Make one for a project, share it between threads and keep it: it pools connections.</summary>
/// <example>
/// <code>
/// using var iterable = new IterableClient("an API key", IterableDataCenter.Europe);
/// var answer = await iterable.Users.GetUserByEmailAsync("ada@example.com");
/// </code>
/// </example>
public sealed partial class IterableClient : IIterableClient, IDisposable
{
    private readonly CallInvoker _invoker;
    private readonly IDisposable? _own;

    /// <summary>Makes a client with connections of its own.</summary>
    /// <param name="apiKey">The API key of the project.</param>
    /// <param name="dataCenter">The data center the project lives in.</param>
    /// <exception cref="ArgumentException">The key or the data center cannot be right; the message says why.</exception>
    public IterableClient(string apiKey, IterableDataCenter dataCenter = IterableDataCenter.UnitedStates)
        : this(new IterableClientOptions { ApiKey = apiKey, DataCenter = dataCenter })
    {
    }

    /// <summary>
    /// Makes a client with connections of its own. One attempt may take 100 seconds until its answer is there, a stream until it begins; a call
    /// makes several, see <see cref="IterableClientOptions.AttemptTimeout" /> and <see cref="IterableClientOptions.Timeout" />.
    /// </summary>
    /// <param name="options">Key and address; copied.</param>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which and what is allowed.</exception>
    public IterableClient(IterableClientOptions options)
    {
        var own = new ClientComposition(options);
        _own = own;
        _invoker = own.CreateInvoker();
    }

    /// <summary>Makes a client that sends through an <see cref="HttpClient" /> of the caller.</summary>
    /// <param name="options">Key and address; copied.</param>
    /// <param name="httpClient">
    /// Sends the requests. It is not changed and not disposed; its own <see cref="HttpClient.BaseAddress" /> is not used, its
    /// timeout and default headers apply. Its handler must not follow redirects (the key is a header, which would go along) and
    /// have no resilience handler (which would send calls again that must not be).
    /// </param>
    /// <exception cref="ArgumentException">An option or a handler of the <see cref="HttpClient" /> cannot be right; the message says which and what is allowed.</exception>
    public IterableClient(IterableClientOptions options, HttpClient httpClient)
    {
        var own = new ClientComposition(options);
        _own = own;
        _invoker = own.CreateInvoker(httpClient ?? throw new ArgumentNullException(nameof(httpClient)));
    }

    /// <summary>Makes a client that sends through clients of an <c>IHttpClientFactory</c>, or of anything like one.</summary>
    /// <param name="handlers">The handlers that these clients have, around all their others; see <see cref="IterableMessageHandlers.Surround" />.</param>
    /// <param name="httpClient">
    /// Gives the <see cref="HttpClient" /> for a call. It is not disposed. Calls throw an <see cref="InvalidOperationException" />, and send nothing, for as long as
    /// <see cref="IterableMessageHandlers.Surround" /> was not called.
    /// </param>
    public IterableClient(IterableMessageHandlers handlers, Func<HttpClient> httpClient)
    {
        var composition = (handlers ?? throw new ArgumentNullException(nameof(handlers))).Composition;
        _invoker = composition.CreateInvoker(httpClient ?? throw new ArgumentNullException(nameof(httpClient)), out var sender);
        _own = sender;
    }

    private IterableClient(CallInvoker invoker) => _invoker = invoker;

    /// <inheritdoc />
    public Uri BaseAddress => _invoker.BaseAddress.Uri;

    /// <inheritdoc cref="IIterableClient.With" />
    public IterableClient With(IterableCallOptions options) => new(_invoker.With(options));

    /// <inheritdoc />
    IIterableClient IIterableClient.With(IterableCallOptions options) => With(options);

    /// <summary>Closes the connections, unless they belong to an <see cref="HttpClient" /> of the caller; nothing for a view. Calls after that throw.</summary>
    public void Dispose() => _own?.Dispose();
}
