namespace Iterable.Generated;

/// <summary>
/// The attempts at a part of an export. The client makes each of its calls once, so that nothing repeats inside of what repeats: whether there
/// is another one is decided here, by what the failure says of itself.
/// </summary>
internal sealed class ExportAttempts(CallInvoker invoker, IterableOperation operation, TimeProvider time, int most, TimeSpan firstPause, TimeSpan longestPause)
{
    /// <summary>
    /// Whether another attempt may help, and the wait that is asked for is one that a call may take. One that only the time of a call was too short for is waited for by
    /// whoever repeats it. The failure is told how many attempts there were.
    /// </summary>
    public bool MayGoOnAfter(IterableException failure, int attempts)
    {
        if (failure.Attempts > 0)
            failure.Attempts = attempts;

        return attempts < most
            && failure.FailureKind is CallFailureKind.Limited or CallFailureKind.NotSent or CallFailureKind.Unknown
            && (failure is IterableRateLimitedException { IsPastTimeout: true } || !(failure.AskedWait > invoker.LongestWait));
    }

    /// <summary>Waits for another reason than a failure.</summary>
    public Task WaitAsync(TimeSpan wait, string reason, CancellationToken cancellationToken)
    {
        invoker.Waiting(operation, wait, reason);
        return time.PauseAsync(wait, cancellationToken);
    }

    /// <summary>Waits before the next attempt, for as long as is asked for, and longer each time.</summary>
    public Task PauseAfterAsync(IterableException failure, int attempts, CancellationToken cancellationToken)
    {
        var pause = Backoff.After(attempts - 1, firstPause, longestPause);
        if (failure.AskedWait is { } asked && asked > pause)
            pause = asked;

        invoker.Retrying(operation, CallFailure.ReasonOf(failure), pause, attempts);
        return time.PauseAsync(pause, cancellationToken);
    }
}
