using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>The limiter of a client, what it is asked about for each operation, and how long a call waits for it.</summary>
internal sealed class CallLimiter : IDisposable
{
    private readonly IterableRateLimiter? _paced;
    private readonly ForeignLimiter? _foreign;
    private readonly IIterableRateLimitHold? _hold;
    private readonly ApiKeySource _keys;
    private readonly CallTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly TimeSpan _longestWait;
    private readonly bool _isOwn;
    private readonly string? _organization;
    private string? _project;
    private Described _described = new("", "");

    public CallLimiter(IterableRateLimitOptions options, ApiKeySource keys, CallTelemetry telemetry, TimeProvider time)
    {
        _isOwn = options.Limiter is null;
        _paced = _isOwn ? new IterableRateLimiter(options.QueueLimit, options.Share, time) : options.Limiter as IterableRateLimiter;
        _foreign = _paced is null ? new ForeignLimiter(options.Limiter!, options.MaxWait, telemetry, time) : null;
        _hold = _paced ?? options.Limiter as IIterableRateLimitHold;
        _longestWait = options.MaxWait;
        _keys = keys;
        _telemetry = telemetry;
        _time = time;
        _project = options.Project;
        _organization = options.Organization;
    }

    /// <summary>Whether calls of an operation have anything to do with this.</summary>
    public bool Knows(IterableOperation operation) => !_isOwn || operation.RateLimit is not null;

    /// <summary>Waits for the turn of a call.</summary>
    /// <exception cref="IterableRateLimitedException">It would have to wait too long.</exception>
    public ValueTask<RateLimitLease> AcquireAsync(IterableCall call, IterableRateLimitedCall resource, CancellationToken cancellationToken)
    {
        if (_paced is null)
            return _foreign!.AcquireAsync(call, resource, cancellationToken);

        var patience = new PacedPatience(_longestWait == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : _longestWait, LongestHold(call));
        var turn = _paced.Acquire(resource, patience, cancellationToken);
        return turn.Lease.IsCompletedSuccessfully && ReferenceEquals(turn.Lease.Result, PacedLease.Granted)
            ? turn.Lease
            : WaitAsync(call, turn, patience);
    }

    /// <summary>Describes a call to a limiter. The key it is made with is kept for the request that follows.</summary>
    public ValueTask<IterableRateLimitedCall> DescribeAsync(IterableCall call, CancellationToken cancellationToken)
    {
        var key = _keys.GetAsync(call.Operation, cancellationToken);
        return key.IsCompletedSuccessfully ? new(Describe(call, key.Result)) : DescribeAsync(call, key);
    }

    /// <summary>Tells the limiter that the service refused a call, and for how long it wants none.</summary>
    public async ValueTask HoldAsync(IterableCall call, IterableRateLimitedCall resource, TimeSpan time, CancellationToken cancellationToken)
    {
        if (_hold is null)
            return;

        _telemetry.Held(call.Operation, time);
        try
        {
            await _hold.HoldAsync(resource, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _telemetry.HoldFailed(call.Operation, e);
        }
    }

    public void Dispose()
    {
        if (_isOwn)
            _paced!.Dispose();
    }

    private async ValueTask<RateLimitLease> WaitAsync(IterableCall call, PacedTurn turn, PacedPatience patience)
    {
        if (!turn.Lease.IsCompleted)
            _telemetry.Waiting(call.Operation, turn.Wait, turn.IsHeld ? "the service refused one too many" : "its rate limit");

        var lease = await turn.Lease.ConfigureAwait(false);
        return lease is PacedLease { IsAcquired: false } refused ? throw LimiterErrors.Refused(call.Operation, refused, patience) : lease;
    }

    /// <summary>What the service asks for is waited no longer than the refused call itself would have waited, and never past the end of this one.</summary>
    private TimeSpan LongestHold(IterableCall call)
    {
        if (call.Settings.Timeout == Timeout.InfiniteTimeSpan)
            return call.Settings.LongestWait;

        var left = call.Settings.Timeout - _time.GetElapsedTime(call.StartedAt);
        return left < call.Settings.LongestWait ? left : call.Settings.LongestWait;
    }

    private async ValueTask<IterableRateLimitedCall> DescribeAsync(IterableCall call, ValueTask<string> key) =>
        Describe(call, await key.ConfigureAwait(false));

    private IterableRateLimitedCall Describe(IterableCall call, string key)
    {
        call.NextApiKey = key;
        var described = Volatile.Read(ref _described);
        if (!ReferenceEquals(described.Key, key) && described.Key != key)
            Volatile.Write(ref _described, described = new Described(key, _isOwn ? key : ApiKey.Fingerprint(key)));
        if (described.Calls.TryGetValue(call.Operation, out var resource))
            return resource;

        var project = _project ?? Interlocked.CompareExchange(ref _project, described.Fingerprint, null) ?? described.Fingerprint;
        resource = new IterableRateLimitedCall(call.Operation, call.Operation.RateLimit?.Scope switch
        {
            IterableRateLimitScope.ApiKey => described.Fingerprint,
            IterableRateLimitScope.Organization => _organization ?? project,
            _ => project,
        });
        return described.Calls.GetOrAdd(call.Operation, resource);
    }

    /// <summary>The descriptions made for one key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fingerprint">A name for it. A limiter of the client's own shows nobody what it counts by, so there the key is its name, and nothing is computed.</param>
    private sealed class Described(string key, string fingerprint)
    {
        public string Key { get; } = key;

        public string Fingerprint { get; } = fingerprint;

        public ConcurrentDictionary<IterableOperation, IterableRateLimitedCall> Calls { get; } = new();
    }
}
