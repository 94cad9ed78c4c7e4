namespace Iterable.Generated;

/// <summary>The exceptions of calls that were not sent, or not again, because of a limiter.</summary>
internal static class LimiterErrors
{
    public static string Option(string name) => $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.RateLimit)}.{name}";

    public static IterableRateLimitedException Refused(IterableCall call) => NotSent(
        call, null, $"the limiter given in {Option(nameof(IterableRateLimitOptions.Limiter))} did not let it through, and did not say when it would.");

    public static IterableRateLimitedException TooLong(IterableCall call, TimeSpan? wait, TimeSpan longest) => NotSent(
        call,
        wait,
        FormattableString.Invariant($"its turn at the limiter would not have come within the {longest.TotalSeconds:0.###} s that {Option(nameof(IterableRateLimitOptions.MaxWait))} allows."));

    public static IterableRateLimitedException PastTimeout(IterableCall call, TimeSpan wait, TimeSpan left)
    {
        var error = NotSent(
            call, wait, FormattableString.Invariant($"its turn at the limiter would come in {wait.TotalSeconds:0.###} s; its {nameof(IterableCallOptions.Timeout)} leaves {left.TotalSeconds:0.###} s."));
        error.IsPastTimeout = true;
        return error;
    }

    public static IterableRateLimitedException Refused(IterableCall call, PacedLease lease, PacedPatience patience)
    {
        var wait = lease.RetryAfter!.Value.TotalSeconds;
        return NotSent(call, lease.RetryAfter, lease.Refusal switch
        {
            PacedRefusal.QueueIsFull =>
                $"more calls wait for its rate limit ({call.Limit}) than {Option(nameof(IterableRateLimitOptions.QueueLimit))} allows.",
            PacedRefusal.HoldIsTooLong => FormattableString.Invariant(
                $"the service has asked to wait, for {wait:0.###} s more; a call waits at most {patience.LongestHold.TotalSeconds:0.###} s for that."),
            _ when patience.IsCutByTimeout => FormattableString.Invariant(
                $"so many calls wait for its rate limit ({call.Limit}) that its turn would come in {wait:0.###} s; its {nameof(IterableCallOptions.Timeout)} leaves {patience.Longest.TotalSeconds:0.###} s."),
            _ => FormattableString.Invariant(
                $"so many calls wait for its rate limit ({call.Limit}) that its turn would come in {wait:0.###} s; {Option(nameof(IterableRateLimitOptions.MaxWait))} allows {patience.Longest.TotalSeconds:0.###} s."),
        });
    }

    // Where an attempt went out before, the message must not say that none did.
    private static IterableRateLimitedException NotSent(IterableCall call, TimeSpan? wait, string reason) => new(
        $"{call.Operation} was not sent{(call.Attempts > 0 ? " again" : "")}: {reason}", new IterableErrorDetails { Operation = call.Operation, RetryAfter = wait });
}
