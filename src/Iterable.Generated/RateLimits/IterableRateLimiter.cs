using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>
/// Keeps calls to the limits Iterable publishes, with one paced token bucket for each operation and scope. Every client has one
/// of its own; clients that share a project can be given the same one.
/// </summary>
public sealed class IterableRateLimiter : PartitionedRateLimiter<IterableRateLimitedCall>, IIterableRateLimitHold, IPatientLimiter
{
    internal static readonly TimeSpan LongestHold = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, PacedRateLimiter> _limiters = new();
    private readonly int _queueLimit;
    private readonly double _share;
    private readonly TimeProvider _time;
    private volatile bool _disposed;

    /// <summary>Makes a limiter.</summary>
    /// <param name="queueLimit">How many calls of one operation and scope may wait.</param>
    /// <param name="share">The share of each limit to use; more than 0, at most 1.</param>
    /// <param name="timeProvider">The clock; that of the machine when <see langword="null" />.</param>
    public IterableRateLimiter(int queueLimit = 10_000, double share = 1, TimeProvider? timeProvider = null)
    {
        Check(queueLimit, share, null, "");
        _queueLimit = queueLimit;
        _share = share;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc />
    public override RateLimiterStatistics? GetStatistics(IterableRateLimitedCall resource) =>
        Find(resource)?.GetStatistics();

    internal static void Check(int queueLimit, double share, string? parameter, string prefix)
    {
        if (queueLimit < 0)
            throw new ArgumentException($"{prefix}{nameof(IterableRateLimitOptions.QueueLimit)} cannot be negative.", parameter ?? nameof(queueLimit));
        if (!(share > 0 && share <= 1))
            throw new ArgumentException($"{prefix}{nameof(IterableRateLimitOptions.Share)} has to be more than 0 and at most 1.", parameter ?? nameof(share));
    }

    /// <inheritdoc />
    /// <remarks>Calls that wait already and may not wait that long are refused at once.</remarks>
    public ValueTask HoldAsync(IterableRateLimitedCall call, TimeSpan time, CancellationToken cancellationToken = default)
    {
        Find(call)?.Hold(time < LongestHold ? time : LongestHold);
        return default;
    }

    PacedTurn IPatientLimiter.Acquire(IterableRateLimitedCall resource, PacedPatience patience, CancellationToken cancellationToken) =>
        Find(resource)!.Acquire(count: 1, patience, cancellationToken);

    /// <inheritdoc />
    protected override RateLimitLease AttemptAcquireCore(IterableRateLimitedCall resource, int permitCount) =>
        Find(resource)?.AttemptAcquire(permitCount) ?? PacedLease.Granted;

    /// <inheritdoc />
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(IterableRateLimitedCall resource, int permitCount, CancellationToken cancellationToken) =>
        Find(resource)?.AcquireAsync(permitCount, cancellationToken) ?? new(PacedLease.Granted);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        // A limiter that is disposed asynchronously comes here as well, with false.
        _disposed = true;
        foreach (var limiter in _limiters.Values)
            limiter.Dispose();
    }

    private PacedRateLimiter? Find(IterableRateLimitedCall resource)
    {
        if (resource is null)
            throw new ArgumentNullException(nameof(resource));
        if (_disposed)
            throw new ObjectDisposedException(nameof(IterableRateLimiter));
        if (resource.Limit is not { } limit)
            return null;

        if (resource.Found is { } found && ReferenceEquals(found.Owner, this))
            return found;

        var key = resource.ToString();
        if (!_limiters.TryGetValue(key, out var limiter))
            limiter = _limiters.GetOrAdd(key, PacedRateLimiter.For(limit, _share, _queueLimit, _time, this));
        if (_disposed)
            limiter.Dispose();

        return resource.Found = limiter;
    }
}
