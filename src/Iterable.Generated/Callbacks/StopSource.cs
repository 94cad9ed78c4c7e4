namespace Iterable.Generated;

/// <summary>
/// A source of cancellation that other tokens and timers can stop. What listens to it can be code of others, which may throw: an
/// exception that left the callback of a timer or a token would end the process, so none leaves here.
/// </summary>
internal sealed class StopSource : CancellationTokenSource
{
    private static readonly Action<object?> StopIt = static source => ((StopSource)source!).Stop();

    private readonly CancellationToken _firstToken;
    private readonly CancellationToken _secondToken;
    private readonly CancellationTokenRegistration _first;
    private readonly CancellationTokenRegistration _second;

    public StopSource(CancellationToken first, CancellationToken second = default)
    {
        _firstToken = first;
        _secondToken = second;
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

    /// <summary>Makes a call with this token. Where one of the other tokens ends it, the exception bears that one: callers compare it with their own.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        try
        {
            return await call(Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == Token && (_firstToken.IsCancellationRequested || _secondToken.IsCancellationRequested))
        {
            throw new OperationCanceledException(_firstToken.IsCancellationRequested ? _firstToken : _secondToken);
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
