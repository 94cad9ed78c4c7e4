using System.Net;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>
/// What a client is made of: the parts its calls share, made once from its options, and the handlers a call passes, each given the
/// parts that it uses.
/// </summary>
internal sealed class ClientComposition : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ApiBaseAddress _baseAddress;
    private readonly CallSettings _settings;
    private readonly CallTelemetry _telemetry;
    private readonly RetryPolicy _retries;
    private readonly CallLimiter? _limiter;
    private readonly ApiKeySource _keys;
    private readonly TokenCache? _tokens;
    private readonly IWebProxy? _proxy;
    private readonly bool _keepsResilience;
    private CallSender? _sender;
    private int _told;
    private volatile bool _surrounds;

    public ClientComposition(IterableClientOptions options, ILoggerFactory? loggerFactory = null)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));

        _time = options.TimeProvider ?? throw new ArgumentException($"{nameof(IterableClientOptions)}.{nameof(options.TimeProvider)} cannot be null.", nameof(options));
        _keys = new ApiKeySource(options.ApiKey, options.ApiKeyProvider);
        _baseAddress = ApiBaseAddress.From(options.BaseAddress, options.DataCenter, options.AllowInsecureHttp);
        var retry = options.Retry.CheckedCopy();
        var limits = options.RateLimit.CheckedCopy();
        _settings = CallSettings.From(options.Timeout, options.AttemptTimeout, retry.GenerateIds, options.IncludeApiMessages, retry.LongestWait, options.MaxResponseSize, limits.Limits);
        _retries = new RetryPolicy(retry, _time, retry.Random ?? new Random(Guid.NewGuid().GetHashCode()));
        _proxy = options.Proxy;
        _keepsResilience = options.KeepResilienceHandlers;
        _tokens = options.TokenProvider is { } provider ? new TokenCache(provider, _time) : null;
        _telemetry = new CallTelemetry(options.CheckedName(), _baseAddress, loggerFactory is null && options.LoggerFactory is null ? null : CreateLogger(loggerFactory ?? options.LoggerFactory!));
        _limiter = limits.Enabled ? new CallLimiter(limits, _keys, _telemetry, _time) : null;
    }

    /// <summary>The handlers a call passes, from the outermost to the last one before the transport.</summary>
    public List<DelegatingHandler> CreateHandlers() => CreateHandlers(isGuarded: false);

    /// <summary>
    /// Puts the handlers of a client around those of others: telemetry, retries, limit and authentication before them, so that they see
    /// each attempt, and right before the transport what holds them to one request an attempt.
    /// </summary>
    public void Surround(IList<DelegatingHandler> others)
    {
        var left = _keepsResilience ? [] : others.Where(HandlerChain.IsResilience).ToList();
        foreach (var handler in left)
            others.Remove(handler);
        if (left.Count > 0 && Interlocked.Exchange(ref _told, 1) == 0)
            _telemetry.ResilienceLeftOut(string.Join(", ", left.Select(handler => handler.GetType().Name).Distinct()));

        var own = CreateHandlers(isGuarded: true);
        for (var i = 0; i < own.Count; i++)
            others.Insert(i, own[i]);
        others.Add(new AttemptGuard(_time));
        _surrounds = true;
    }

    /// <summary>Makes a transport as the options have it.</summary>
    public HttpMessageHandler CreateTransport() => OwnTransport.Create(_proxy);

    /// <summary>The way in with a transport of the client's own, which is disposed with this.</summary>
    public CallInvoker CreateInvoker() => CreateInvoker(_sender = CallSender.Through(CreateHandlers(), CreateTransport(), OwnTransport.UserAgent));

    /// <summary>The way in with an <see cref="HttpClient" /> of the caller as the transport.</summary>
    /// <exception cref="ArgumentException">It has handlers that would break what the client promises.</exception>
    public CallInvoker CreateInvoker(HttpClient httpClient)
    {
        if (_proxy is not null)
            throw new ArgumentException($"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.Proxy)} is for the client's own transport; an HttpClient has the proxy of its own handler.", nameof(httpClient));
        foreach (var handler in HandlerChain.From(httpClient))
        {
            if (HandlerChain.IsResilience(handler))
                throw new ArgumentException($"The HttpClient has a {handler.GetType().Name}, which sends requests again by itself, messages included. Register the client with AddIterableClient, which holds such handlers to one request an attempt, or give it an HttpClient without one.", nameof(httpClient));
            if (HandlerChain.FollowsRedirects(handler))
                throw new ArgumentException($"The {handler.GetType().Name} of the HttpClient follows redirects, and would carry the API key to wherever one leads. Make it with AllowAutoRedirect = false, or let the client make its own: {nameof(IterableClientOptions)}.{nameof(IterableClientOptions.Proxy)} takes a proxy.", nameof(httpClient));
        }

        return CreateInvoker(_sender = CallSender.Through(CreateHandlers(), httpClient));
    }

    /// <summary>The way in with clients of anything like a factory, which have the handlers in them. The sender belongs to whoever asked for it.</summary>
    public CallInvoker CreateInvoker(Func<HttpClient> httpClient, out CallSender sender) => CreateInvoker(sender = CallSender.Through(() => Surrounded(httpClient())));

    public void Dispose()
    {
        _sender?.Dispose();
        _limiter?.Dispose();
    }

    private CallInvoker CreateInvoker(CallSender sender) => new(sender, _baseAddress, _settings, _telemetry, _time, _proxy);

    /// <summary>The handlers that see whole calls and attempts, from the outermost on.</summary>
    private List<DelegatingHandler> CreateHandlers(bool isGuarded)
    {
        var handlers = new List<DelegatingHandler>(6)
        {
            new TelemetryHandler(_telemetry, _time),
            new RetryHandler(_retries, renewsTokens: _tokens is not null, _telemetry, _time),
        };
        if (_limiter is not null)
            handlers.Add(new RateLimitHandler(_limiter, _telemetry, _time));
        handlers.Add(new AuthenticationHandler(_baseAddress, _keys, _tokens));
        handlers.Add(new AttemptHandler(_telemetry, _time, isGuarded));
        return handlers;
    }

    /// <summary>A client that was made just now. Where no handler of this client is in any, none may send: a call would go out without its key, unbounded.</summary>
    private HttpClient Surrounded(HttpClient httpClient) => _surrounds ? httpClient : throw new InvalidOperationException(
        $"Nothing was sent: the HttpClient has no handlers of the client, since nothing called {nameof(IterableMessageHandlers)}.{nameof(IterableMessageHandlers.Surround)}. "
        + "AddIterableClient does that in an IHttpMessageHandlerBuilderFilter; where all of them are removed from the services, this one is too. "
        + "To silence the logs of HTTP clients, call ConfigureHttpClientDefaults(clients => clients.RemoveAllLoggers()) instead.");

    private static ILogger CreateLogger(ILoggerFactory factory) => new QuietLogger(factory, "Iterable.Generated");
}
