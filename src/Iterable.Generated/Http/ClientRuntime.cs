using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iterable.Generated;

/// <summary>What the handlers of a client share: its options, as they were when it was made, and its state.</summary>
internal sealed class ClientRuntime : IDisposable
{
    private readonly Random _random = new();

    public ClientRuntime(IterableClientOptions options, ILoggerFactory? loggerFactory = null)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));

        Time = options.TimeProvider ?? throw new ArgumentException($"{nameof(IterableClientOptions)}.{nameof(options.TimeProvider)} cannot be null.", nameof(options));
        Keys = new ApiKeySource(options);
        BaseAddress = ApiBaseAddress.From(options);
        Settings = CallSettings.From(options);
        Retry = options.Retry.CheckedCopy();
        Tokens = options.TokenProvider is { } provider ? new TokenCache(provider, Time) : null;
        var limits = options.RateLimit.CheckedCopy();
        Limiter = limits.Enabled ? new CallLimiter(limits, Keys, Time) : null;
        Telemetry = new CallTelemetry(BaseAddress, (loggerFactory ?? options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Iterable.Generated"));
    }

    public TimeProvider Time { get; }

    public ApiKeySource Keys { get; }

    public ApiBaseAddress BaseAddress { get; }

    /// <summary>How calls are made where no view says otherwise.</summary>
    public CallSettings Settings { get; }

    public IterableRetryOptions Retry { get; }

    public TokenCache? Tokens { get; }

    public CallLimiter? Limiter { get; }

    public CallTelemetry Telemetry { get; }

    /// <summary>The handlers a call passes, from the outermost to the last one before the transport.</summary>
    public DelegatingHandler[] CreateHandlers() =>
    [
        new TelemetryHandler(this),
        new RetryHandler(this),
        new RateLimitHandler(this),
        new AuthenticationHandler(BaseAddress, Keys, Tokens),
        new AttemptHandler(this),
    ];

    public void Hold(IterableCall call, TimeSpan? time)
    {
        if (time is { } wait)
            Limiter?.Hold(call.Operation, wait);
    }

    /// <summary>A number from 0 to 1.</summary>
    public double NextRandom()
    {
        lock (_random)
            return _random.NextDouble();
    }

    public string NewRecordId() => Guid.NewGuid().ToString("N");

    public void Dispose() => Limiter?.Dispose();
}
