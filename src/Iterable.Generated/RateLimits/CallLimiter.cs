using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>The limiter of a client, and what it is asked about for each operation.</summary>
internal sealed class CallLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<IterableRateLimitedCall> _limiter;
    private readonly ApiKeySource _keys;
    private readonly string? _organization;
    private string? _project;
    private Described _described = new("", "");

    public CallLimiter(IterableRateLimitOptions options, ApiKeySource keys, TimeProvider time)
    {
        IsOwn = options.Limiter is null;
        _limiter = options.Limiter ?? new IterableRateLimiter(options.QueueLimit, options.Share, time);
        _keys = keys;
        _project = options.Project;
        _organization = options.Organization;
    }

    public bool IsOwn { get; }

    public ValueTask<RateLimitLease> AcquireAsync(IterableRateLimitedCall resource, CancellationToken cancellationToken) =>
        _limiter.AcquireAsync(resource, permitCount: 1, cancellationToken);

    public ValueTask<IterableRateLimitedCall> DescribeAsync(IterableOperation operation, CancellationToken cancellationToken)
    {
        var key = _keys.GetAsync(cancellationToken);
        return key.IsCompletedSuccessfully ? new(Describe(operation, key.Result)) : DescribeAsync(operation, key);
    }

    public void Hold(IterableRateLimitedCall resource, TimeSpan time) => (_limiter as IterableRateLimiter)?.Hold(resource, time);

    public void Dispose()
    {
        if (IsOwn)
            _limiter.Dispose();
    }

    private async ValueTask<IterableRateLimitedCall> DescribeAsync(IterableOperation operation, ValueTask<string> key) =>
        Describe(operation, await key.ConfigureAwait(false));

    private IterableRateLimitedCall Describe(IterableOperation operation, string key)
    {
        var described = Volatile.Read(ref _described);
        if (!ReferenceEquals(described.Key, key) && described.Key != key)
            Volatile.Write(ref _described, described = new Described(key, IsOwn ? key : ApiKey.Fingerprint(key)));
        if (described.Calls.TryGetValue(operation, out var call))
            return call;

        var project = _project ?? Interlocked.CompareExchange(ref _project, described.Fingerprint, null) ?? described.Fingerprint;
        call = new IterableRateLimitedCall(operation, operation.RateLimit?.Scope switch
        {
            IterableRateLimitScope.ApiKey => described.Fingerprint,
            IterableRateLimitScope.Organization => _organization ?? project,
            _ => project,
        });
        return described.Calls.GetOrAdd(operation, call);
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
