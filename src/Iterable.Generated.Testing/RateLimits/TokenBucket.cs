namespace Iterable.Generated.Testing;

/// <summary>A token bucket: full at first, refilled evenly, one token for each call.</summary>
internal sealed class TokenBucket(ApiRateLimit limit, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _perToken = limit.Window / limit.Permits;
    private double _tokens = limit.Permits;
    private long _filled = clock.GetTimestamp();

    /// <summary>Takes a token, or says how long it takes until there is one.</summary>
    public TimeSpan? Take()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(limit.Permits, _tokens + (clock.GetElapsedTime(_filled, now) / _perToken));
            _filled = now;
            if (_tokens < 1)
                return (1 - _tokens) * _perToken;

            _tokens--;
            return null;
        }
    }
}
