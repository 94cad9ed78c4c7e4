namespace Iterable.Generated;

/// <summary>
/// A source of cancellation that other tokens and timers can stop. What listens to it can be code of others, which may throw: an
/// exception that left the callback of a timer or a token would end the process, so none leaves here.
/// </summary>
internal sealed class StopSource : CancellationTokenSource
{
    private static readonly Action<object?> StopIt = static source => ((StopSource)source!).Stop();

    private readonly CancellationTokenRegistration _first;
    private readonly CancellationTokenRegistration _second;

    public StopSource(CancellationToken first, CancellationToken second = default)
    {
        _first = first.Register(StopIt, this);
        _second = second.Register(StopIt, this);
    }

    /// <summary>Cancels; also late, when this is disposed already.</summary>
    public void Stop()
    {
        try
        {
            Cancel();
        }
        catch (Exception)
        {
            // Nobody is there to be told: the callers of what listens are, and they find the token cancelled.
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _first.Dispose();
            _second.Dispose();
        }

        base.Dispose(disposing);
    }
}
