using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>
/// Keeps the calls of any number of processes to the limits that Iterable counts for a project or an organization. A store that they all reach gives each
/// call its turn, by its own clock, and calls wait for their turn in the process.
/// </summary>
/// <remarks>
/// <para>
/// Slots are reserved for the calls that wait, those of 200 ms at a time, with one reservation on its way for each operation and scope. A call that
/// is cancelled gives nothing back, since the service might count it: at most one reservation is left unused. All processes together use 98% of a
/// limit, and half of it at once at most.
/// </para>
/// <para>
/// A client that is given one needs <see cref="IterableRateLimitOptions.Project" /> and <see cref="IterableRateLimitOptions.Organization" />: they name the limit, whatever the key.
/// </para>
/// </remarks>
public sealed class IterableSharedRateLimiter : PartitionedRateLimiter<IterableRateLimitedCall>, IIterableRateLimitHold, IPatientLimiter
{
    private readonly ConcurrentDictionary<string, SharedTurns> _turns = new();
    private readonly IterableSharedRateLimiterOptions _options;
    private readonly RateLimitStoreGuard _store;
    private volatile bool _disposed;

    /// <summary>Makes a limiter.</summary>
    /// <param name="store">What the processes share. It is not disposed with the limiter.</param>
    /// <param name="options">How the limiter works; <see langword="null" /> for the defaults.</param>
    public IterableSharedRateLimiter(IIterableRateLimitStore store, IterableSharedRateLimiterOptions? options = null)
    {
        _options = (options ?? new IterableSharedRateLimiterOptions()).CheckedCopy();
        _store = new RateLimitStoreGuard(store ?? throw new ArgumentNullException(nameof(store)), _options);
    }

    /// <summary>Nothing: what is left of a limit is known to the store alone.</summary>
    /// <param name="resource">A call.</param>
    /// <returns><see langword="null" />.</returns>
    public override RateLimiterStatistics? GetStatistics(IterableRateLimitedCall resource) => null;

    /// <inheritdoc />
    /// <remarks>The other processes learn of it with their next reservation. Calls that wait already and may not wait that long are refused at once.</remarks>
    public ValueTask HoldAsync(IterableRateLimitedCall call, TimeSpan time, CancellationToken cancellationToken = default) =>
        Find(call)?.HoldAsync(time < IterableRateLimiter.LongestHold ? time : IterableRateLimiter.LongestHold, cancellationToken) ?? default;

    /// <inheritdoc />
    PacedTurn IPatientLimiter.Acquire(IterableRateLimitedCall resource, PacedPatience patience, CancellationToken cancellationToken) =>
        Acquire(resource, patience, cancellationToken);

    /// <summary>Answers at once, so it has only what was reserved for others who did not come.</summary>
    /// <param name="resource">The call.</param>
    /// <param name="permitCount">1.</param>
    /// <returns>A lease, acquired or not.</returns>
    protected override RateLimitLease AttemptAcquireCore(IterableRateLimitedCall resource, int permitCount)
    {
        CheckCount(permitCount);
        return Find(resource)?.TryAcquire() != false ? PacedLease.Granted : new PacedLease(PacedRefusal.QueueIsFull, TimeSpan.Zero, hold: TimeSpan.Zero);
    }

    /// <inheritdoc />
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(IterableRateLimitedCall resource, int permitCount, CancellationToken cancellationToken)
    {
        CheckCount(permitCount);
        return Acquire(resource, PacedPatience.Endless, cancellationToken).Lease;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // All of it can be done again.
            _disposed = true;
            foreach (var turns in _turns.Values)
                turns.Dispose();
            _store.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc />
    protected override ValueTask DisposeAsyncCore()
    {
        // The base class disposes nothing that way, and a container that is disposed asynchronously takes it.
        Dispose(disposing: true);
        return default;
    }

    private PacedTurn Acquire(IterableRateLimitedCall resource, PacedPatience patience, CancellationToken cancellationToken) =>
        Find(resource)?.Acquire(patience, cancellationToken) ?? new(new(PacedLease.Granted), default, IsHeld: false);

    private SharedTurns? Find(IterableRateLimitedCall resource)
    {
        if (resource is null)
            throw new ArgumentNullException(nameof(resource));
        if (_disposed)
            throw new ObjectDisposedException(nameof(IterableSharedRateLimiter));
        if (resource.Limit is not { } limit)
            return null;

        var turns = _turns.GetOrAdd(resource.ToString(), key => new SharedTurns(key, limit, _options, _store));
        if (_disposed)
            turns.Dispose();

        return turns;
    }

    private static void CheckCount(int count)
    {
        if (count > 1)
            throw new ArgumentOutOfRangeException(nameof(count), "One permit is taken at a time.");
    }
}
