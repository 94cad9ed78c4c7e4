namespace Iterable.Generated;

/// <summary>A token that is cancelled when a time is over, or when another token is. Dispose it as soon as it has served.</summary>
internal readonly struct TimeBound : IDisposable
{
    private readonly StopSource? _source;
    private readonly ITimer? _timer;
    private readonly CancellationToken _outer;

    public TimeBound(TimeProvider time, TimeSpan allowed, CancellationToken outer)
    {
        _outer = outer;
        if (allowed == Timeout.InfiniteTimeSpan)
            return;

        _source = new StopSource(outer);
        _timer = time.CreateTimer(static source => ((StopSource)source!).Stop(), _source, allowed, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source?.Token ?? _outer;

    /// <summary>Whether the time is over, and the other token was not cancelled before.</summary>
    public bool IsOver => _source is { IsCancellationRequested: true } && !_outer.IsCancellationRequested;

    public void Dispose()
    {
        _timer?.Dispose();
        _source?.Dispose();
    }
}
