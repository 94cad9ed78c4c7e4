namespace Iterable.Generated.Tests.RateLimits;

/// <summary>A token bucket as the service has one, without any reserve.</summary>
internal sealed class ServerBucket(double permits, double perSecond, TimeProvider time)
{
    private readonly object _lock = new();
    private readonly double _size = permits;
    private double _tokens = permits;
    private DateTimeOffset _at = time.GetUtcNow();

    public int Refused { get; private set; }

    public bool Take()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _tokens = Math.Min(_size, _tokens + ((now - _at).TotalSeconds * perSecond));
            _at = now;
            if (_tokens < 1)
            {
                Refused++;
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
