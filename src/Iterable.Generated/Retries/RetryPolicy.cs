namespace Iterable.Generated;

/// <summary>Whether and when a call is made again.</summary>
internal sealed class RetryPolicy(IterableRetryOptions options, TimeProvider time, Random random)
{
    /// <summary>The wait before the next attempt, or <see langword="null" /> when there is none.</summary>
    public TimeSpan? NextDelay(IterableCall call, CallFailure failure)
    {
        if (failure.Kind == CallFailureKind.TokenRefused)
            return RenewToken(call);
        if (!call.Settings.Retries || call.Retries >= options.MaxRetries || !MayRepeat(call, failure.Kind))
            return null;

        var delay = Delay(call, failure);
        var elapsed = time.GetElapsedTime(call.StartedAt) - call.LimiterWait;
        if (elapsed + delay > options.MaxElapsedTime || delay >= call.TimeLeft(time))
            return null;

        call.Retries++;
        return delay;
    }

    private static TimeSpan? RenewToken(IterableCall call)
    {
        if (call.Token is null || call.RefusedToken is not null)
            return null;

        call.RefusedToken = call.Token;
        return TimeSpan.Zero;
    }

    private static bool MayRepeat(IterableCall call, CallFailureKind kind) => kind switch
    {
        CallFailureKind.Limited or CallFailureKind.NotSent => true,
        CallFailureKind.Unknown => call.Request.RetrySafety switch
        {
            IterableRetrySafety.Always => true,
            IterableRetrySafety.WithId => call.Request.HasIds,
            _ => false,
        },
        _ => false,
    };

    private TimeSpan Delay(IterableCall call, CallFailure failure)
    {
        if (failure.RetryAfter is { } asked)
            return asked;

        var backoff = WithChance(Backoff.After(call.Retries, options.BaseDelay, options.MaxDelay));
        return failure.Kind == CallFailureKind.Limited && RetryAfter.Pace(call.Limit) is { } pace && pace > backoff ? pace : backoff;
    }

    private TimeSpan WithChance(TimeSpan wait)
    {
        double chance;
        lock (random)
            chance = random.NextDouble();

        return TimeSpan.FromTicks((long)(wait.Ticks * (0.5 + (chance * 0.5))));
    }
}
