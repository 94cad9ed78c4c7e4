using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>The limiter of a client, what it is asked about for each operation, and how long a call waits for it.</summary>
internal sealed class CallLimiter : IDisposable
{
    private readonly IPatientLimiter? _patient;
    private readonly ForeignLimiter? _foreign;
    private readonly IIterableRateLimitHold? _hold;
    private readonly ApiKeySource _keys;
    private readonly CallTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly TimeSpan _longestWait;
    private readonly bool _isOwn;
    private readonly IDisposable? _own;
    private readonly string? _organization;
    private string? _project;
    private Described _described = new("", "");

    public CallLimiter(IterableRateLimitOptions options, ApiKeySource keys, CallTelemetry telemetry, TimeProvider time)
    {
        _isOwn = options.Limiter is null;
        var limiter = options.Limiter ?? new IterableRateLimiter(options.QueueLimit, options.Share, time);
        _patient = limiter as IPatientLimiter;
        _foreign = _patient is null ? new ForeignLimiter(limiter, options.MaxWait, telemetry, time) : null;
        _hold = limiter as IIterableRateLimitHold;
        _own = _isOwn ? limiter : null;
        _longestWait = options.MaxWait == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : options.MaxWait;
        _keys = keys;
        _telemetry = telemetry;
        _time = time;
        _project = options.Project;
        _organization = options.Organization;
    }

    /// <summary>Waits for the turn of a call.</summary>
    /// <exception cref="IterableRateLimitedException">It would have to wait too long.</exception>
    public ValueTask<RateLimitLease> AcquireAsync(IterableCall call, IterableRateLimitedCall resource, CancellationToken cancellationToken)
    {
        if (_patient is null)
            return _foreign!.AcquireAsync(call, resource, cancellationToken);

        // What the service asks for is waited no longer than the refused call itself would have waited; and nothing past the end of this one.
        var left = call.TimeLeft(_time);
        var patience = new PacedPatience(Shorter(_longestWait, left), Shorter(call.Settings.LongestWait, left), IsCutByTimeout: left < _longestWait);
        return _isOwn ? AcquireAsync(call, resource, patience, cancellationToken) : GivenAsync(call, resource, patience, cancellationToken);
    }

    /// <summary>Describes a call to a limiter. The key it is made with is kept for the request that follows at once.</summary>
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
            await _hold.HoldAsync(resource, time, cancellationToken).AsTask().UntilCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _telemetry.HoldFailed(call.Operation, e);
        }
    }

    public void Dispose()
    {
        _own?.Dispose();
    }

    private ValueTask<RateLimitLease> AcquireAsync(IterableCall call, IterableRateLimitedCall resource, PacedPatience patience, CancellationToken cancellationToken)
    {
        var turn = _patient!.Acquire(resource, patience, cancellationToken);
        return turn.Lease.IsCompletedSuccessfully && ReferenceEquals(turn.Lease.Result, PacedLease.Granted)
            ? turn.Lease
            : WaitAsync(call, turn, patience);
    }

    /// <summary>What fails in a limiter that the application gave is its own failure.</summary>
    private async ValueTask<RateLimitLease> GivenAsync(IterableCall call, IterableRateLimitedCall resource, PacedPatience patience, CancellationToken cancellationToken)
    {
        try
        {
            patience = patience with { Told = (wait, isHeld) => Tell(call, wait, isHeld) };
            return await AcquireAsync(call, resource, patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not IterableRateLimitedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw IterableProviderException.For(call.Operation, $"the limiter given in {LimiterErrors.Option(nameof(IterableRateLimitOptions.Limiter))}", e);
        }
    }

    private async ValueTask<RateLimitLease> WaitAsync(IterableCall call, PacedTurn turn, PacedPatience patience)
    {
        if (!turn.Lease.IsCompleted)
            Tell(call, turn.Wait, turn.IsHeld);

        var lease = await turn.Lease.ConfigureAwait(false);
        if (lease is not PacedLease { Refusal: { } refusal } refused)
            return lease;

        var error = LimiterErrors.Refused(call, refused, patience);
        error.IsPastTimeout = refusal != PacedRefusal.QueueIsFull && refused.RetryAfter <= _longestWait && refused.Hold <= call.Settings.LongestWait;
        throw error;
    }

    private void Tell(IterableCall call, TimeSpan wait, bool isHeld) =>
        _telemetry.Waiting(call.Operation, wait, isHeld ? "the service refused one too many" : "its rate limit");

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

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

        var project = Interlocked.CompareExchange(ref _project, described.Fingerprint, null) ?? described.Fingerprint;
        var limit = call.Limit;
        resource = new IterableRateLimitedCall(call.Operation, limit?.Scope switch
        {
            IterableRateLimitScope.ApiKey => described.Fingerprint,
            IterableRateLimitScope.Organization => _organization ?? project,
            _ => project,
        }, limit);
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
