namespace Iterable.Generated;

/// <summary>Remembers which events were handled, in the memory of one process: at most a number of them, the oldest of which are forgotten first.</summary>
public sealed class IterableMemoryDuplicateFilter : IIterableDuplicateFilter
{
    private readonly object _lock = new();
    private readonly int _capacity;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, (string Owner, long End)> _claims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedListNode<(string Key, long End)>> _done = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, long End)> _order = [];

    /// <summary>Makes an empty filter.</summary>
    /// <param name="capacity">The most events that it remembers, some 250 bytes each. The default is 100,000.</param>
    /// <param name="timeProvider">The clock; the system's when <see langword="null" />.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    public IterableMemoryDuplicateFilter(int capacity = 100_000, TimeProvider? timeProvider = null)
    {
        _capacity = capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A filter has to remember at least one event.");
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc />
    public ValueTask<IterableDuplicateClaim> ClaimAsync(string key, string owner, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            ForgetOld(now);
            if (_done.TryGetValue(key, out var done))
            {
                if (done.Value.End > now)
                    return new(IterableDuplicateClaim.Done);
                Forget(done);
            }

            if (_claims.TryGetValue(key, out var claim) && claim.End > now)
                return new(IterableDuplicateClaim.InProgress);

            // Claims end with their events; only those of a caller that is lost in between are left.
            if (_claims.Count >= _capacity)
                ForgetLostClaims(now);
            if (_claims.Count < _capacity)
                _claims[key] = (owner, End(now, lease));
            return new(IterableDuplicateClaim.First);
        }
    }

    /// <inheritdoc />
    public ValueTask CompleteAsync(string key, TimeSpan keepFor, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _claims.Remove(key);
            if (_done.TryGetValue(key, out var old))
                Forget(old);
            _done[key] = _order.AddLast((key, End(now, keepFor)));
            ForgetOld(now);
            return default;
        }
    }

    /// <inheritdoc />
    public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_claims.TryGetValue(key, out var claim) && claim.Owner == owner)
                _claims.Remove(key);
            return default;
        }
    }

    private void ForgetOld(long now)
    {
        while (_order.First is { } oldest && (_done.Count > _capacity || oldest.Value.End <= now))
            Forget(oldest);
    }

    private void Forget(LinkedListNode<(string Key, long End)> done)
    {
        _done.Remove(done.Value.Key);
        _order.Remove(done);
    }

    private void ForgetLostClaims(long now)
    {
        foreach (var key in _claims.Where(claim => claim.Value.End <= now).Select(claim => claim.Key).ToList())
            _claims.Remove(key);
    }

    private long End(long now, TimeSpan time) => now + (long)Math.Min(time.TotalSeconds * _time.TimestampFrequency, long.MaxValue / 2);
}
