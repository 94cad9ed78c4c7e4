namespace Iterable.Generated;

/// <summary>How a run ends before its records do: calls on their way have a time to be answered, are cancelled then, and are left alone when they do not heed that.</summary>
internal sealed class RunEnding(TimeProvider time, TimeSpan drainTime, RunSignal signal) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly StopSource _calls = new(default);
    private readonly StopSource _abandoned = new(default);
    private readonly StopSource _stop = new(default);
    private ITimer? _timer;

    public bool IsStopping => _stop.IsCancellationRequested;

    public bool IsAbandoned => _abandoned.IsCancellationRequested;

    public CancellationToken StopToken => _stop.Token;

    public CancellationToken CallToken => _calls.Token;

    public CancellationToken AbandonToken => _abandoned.Token;

    /// <summary>Sends nothing more.</summary>
    public void Begin()
    {
        if (drainTime == TimeSpan.Zero)
        {
            BeginAtOnce();
            return;
        }

        _stop.Stop();
        SetTimer(drainTime);
    }

    /// <summary>Sends nothing more, and cancels what is on its way.</summary>
    public void BeginAtOnce()
    {
        _stop.Stop();
        _calls.Stop();
        SetTimer(Grace);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
        _calls.Dispose();
        _abandoned.Dispose();
    }

    private void SetTimer(TimeSpan wait)
    {
        _timer ??= time.CreateTimer(static ending => ((RunEnding)ending!).OnTime(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnTime()
    {
        if (_calls.IsCancellationRequested)
        {
            _abandoned.Stop();
        }
        else
        {
            _calls.Stop();
            SetTimer(Grace);
        }

        signal.Set();
    }
}
