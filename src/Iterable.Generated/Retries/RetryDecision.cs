namespace Iterable.Generated;

/// <summary>Whether and when a call is made again.</summary>
internal static class RetryDecision
{
    /// <summary>The wait before the next attempt, or <see langword="null" /> when there is none.</summary>
    public static TimeSpan? For(IterableCall call, CallFailure failure, ClientRuntime runtime)
    {
        if (failure.Kind == CallFailureKind.TokenRefused)
            return RenewToken(call);
        if (!call.Settings.Retries || call.Retries >= runtime.Retry.MaxRetries || !MayRepeat(call, failure.Kind))
            return null;

        var delay = Delay(call, failure, runtime);
        var elapsed = runtime.Time.GetElapsedTime(call.StartedAt) - call.LimiterWait;
        if (elapsed + delay > runtime.Retry.MaxElapsedTime)
            return null;

        call.Retries++;
        return delay;
    }

    private static TimeSpan? RenewToken(IterableCall call)
    {
        if (call.Token is null || call.TokenRenewed)
            return null;

        call.TokenRenewed = true;
        return TimeSpan.Zero;
    }

    private static bool MayRepeat(IterableCall call, CallFailureKind kind) => kind switch
    {
        CallFailureKind.Limited or CallFailureKind.NotSent => true,
        CallFailureKind.Unknown => call.Settings.RepeatsFailures && call.Operation.RetrySafety switch
        {
            IterableRetrySafety.Always => true,
            IterableRetrySafety.WithId => RecordIds.AreComplete(call.Request.Body),
            _ => false,
        },
        _ => false,
    };

    private static TimeSpan Delay(IterableCall call, CallFailure failure, ClientRuntime runtime)
    {
        if (failure.RetryAfter is { } asked)
            return asked;

        var backoff = Backoff(call.Retries, runtime);
        return failure.Kind == CallFailureKind.Limited && RetryAfter.Pace(call.Operation) is { } pace && pace > backoff ? pace : backoff;
    }

    private static TimeSpan Backoff(int retries, ClientRuntime runtime)
    {
        var full = Math.Min(runtime.Retry.MaxDelay.Ticks, runtime.Retry.BaseDelay.Ticks * Math.Pow(2, retries));
        return TimeSpan.FromTicks((long)(full * (0.5 + (runtime.NextRandom() * 0.5))));
    }
}
