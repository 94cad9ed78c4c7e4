namespace Iterable.Generated;

/// <summary>A token that is being fetched, and the calls that wait for it.</summary>
/// <param name="number">Its place among the fetches for its user.</param>
internal sealed class TokenFetch(long number)
{
    private readonly TaskCompletionSource<IterableToken?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StopSource _givenUp = new(CancellationToken.None);
    private int _waiting;

    public long Number { get; } = number;

    public Task<IterableToken?> Task => _outcome.Task;

    /// <summary>Is cancelled when nobody waits any more.</summary>
    public CancellationToken Token => _givenUp.Token;

    public void Join() => _waiting++;

    /// <summary>Counts out a call, and tells whether it was the last one.</summary>
    public bool Leave() => --_waiting == 0;

    public void End(IterableToken? token, Exception? failure)
    {
        if (failure is null)
        {
            _outcome.TrySetResult(token);
            return;
        }

        _outcome.TrySetException(failure);

        // Looked at, so that it is no unobserved one where all calls have left.
        _ = _outcome.Task.Exception;
    }

    public void Cancel() => _givenUp.Stop();
}
