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
    private CallSender? _sender;

    public ClientComposition(IterableClientOptions options, ILoggerFactory? loggerFactory = null)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));

        _time = options.TimeProvider ?? throw new ArgumentException($"{nameof(IterableClientOptions)}.{nameof(options.TimeProvider)} cannot be null.", nameof(options));
        _keys = new ApiKeySource(options.ApiKey, options.ApiKeyProvider);
        _baseAddress = ApiBaseAddress.From(options.BaseAddress, options.DataCenter, options.AllowInsecureHttp);
        var retry = options.Retry.CheckedCopy();
        _settings = CallSettings.From(options.Timeout, options.AttemptTimeout, retry.GenerateIds, options.IncludeApiMessages, retry.MaxElapsedTime);
        _retries = new RetryPolicy(retry, _time, new Random(Guid.NewGuid().GetHashCode()));
        _tokens = options.TokenProvider is { } provider ? new TokenCache(provider, _time) : null;
        var limits = options.RateLimit.CheckedCopy();
        _limiter = limits.Enabled ? new CallLimiter(limits, _keys, _time) : null;
        _telemetry = new CallTelemetry(options.CheckedName(), _baseAddress, loggerFactory is null && options.LoggerFactory is null ? null : CreateLogger(loggerFactory ?? options.LoggerFactory!));
    }

    /// <summary>The handlers a call passes, from the outermost to the last one before the transport.</summary>
    public List<DelegatingHandler> CreateHandlers()
    {
        var handlers = new List<DelegatingHandler>(5)
        {
            new TelemetryHandler(_telemetry, _time),
            new RetryHandler(_retries, renewsTokens: _tokens is not null, _telemetry, _time),
        };
        if (_limiter is not null)
            handlers.Add(new RateLimitHandler(_limiter, _telemetry, _time));
        handlers.Add(new AuthenticationHandler(_baseAddress, _keys, _tokens));
        handlers.Add(new AttemptHandler(_telemetry, _time));
        return handlers;
    }

    /// <summary>The way in with a transport of the client's own, which is disposed with this.</summary>
    public CallInvoker CreateInvoker() => CreateInvoker(_sender = CallSender.Through(CreateHandlers(), OwnTransport.Create(), OwnTransport.UserAgent));

    /// <summary>The way in with an <see cref="HttpClient" /> of the caller as the transport.</summary>
    public CallInvoker CreateInvoker(HttpClient httpClient) => CreateInvoker(_sender = CallSender.Through(CreateHandlers(), httpClient));

    /// <summary>The way in where the handlers are in an <see cref="HttpClient" /> already, one for each call.</summary>
    public CallInvoker CreateInvoker(Func<HttpClient> httpClient) => CreateInvoker(CallSender.Through(httpClient));

    public void Dispose()
    {
        _sender?.Dispose();
        _limiter?.Dispose();
    }

    private static ILogger CreateLogger(ILoggerFactory factory) => factory.CreateLogger("Iterable.Generated");

    private CallInvoker CreateInvoker(CallSender sender) => new(sender, _baseAddress, _settings, _telemetry, _time);
}
