namespace Iterable.Generated;

/// <summary>How a run ends before its records do: calls on their way have a time to be answered, are cancelled then, and are left alone when they do not heed that.</summary>
internal sealed class RunEnding : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly StopSource _calls = new(default);
    private readonly StopSource _abandoned = new(default);
    private readonly StopSource _stop = new(default);
    private readonly TimeSpan _drainTime;
    private readonly RunSignal _signal;

    // Two, so that the first, when it fires late, is not taken for the second.
    private readonly ITimer _drained;
    private readonly ITimer _unheeded;

    public RunEnding(TimeProvider time, TimeSpan drainTime, RunSignal signal)
    {
        _drainTime = drainTime;
        _signal = signal;
        _drained = time.CreateDetachedTimer(static ending => ((RunEnding)ending!).EndCalls(), this);
        _unheeded = time.CreateDetachedTimer(static ending => ((RunEnding)ending!).Abandon(), this);
    }

    public bool IsStopping => _stop.IsCancellationRequested;

    public bool IsAbandoned => _abandoned.IsCancellationRequested;

    public CancellationToken StopToken => _stop.Token;

    public CancellationToken CallToken => _calls.Token;

    public CancellationToken AbandonToken => _abandoned.Token;

    /// <summary>Sends nothing more.</summary>
    public void Begin()
    {
        _stop.Stop();
        if (_drainTime == TimeSpan.Zero)
            EndCalls();
        else
            _drained.Change(_drainTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sends nothing more, and cancels what is on its way.</summary>
    public void BeginAtOnce()
    {
        _stop.Stop();
        _drained.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        EndCalls();
    }

    public void Dispose()
    {
        _drained.Dispose();
        _unheeded.Dispose();
        _stop.Dispose();
        _calls.Dispose();
        _abandoned.Dispose();
    }

    private void EndCalls()
    {
        _calls.Stop();
        _unheeded.Change(Grace, Timeout.InfiniteTimeSpan);
    }

    private void Abandon()
    {
        _abandoned.Stop();
        _signal.Set();
    }
}
