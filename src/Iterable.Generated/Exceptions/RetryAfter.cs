namespace Iterable.Generated;

/// <summary>How long the service asks to wait.</summary>
internal static class RetryAfter
{
    // Longer than any window of the service, and short enough for arithmetic.
    private const double MostSeconds = 7 * 24 * 3600;

    /// <summary>
    /// The wait an answer asks for: its <c>Retry-After</c> header, seconds or a date beside that of the answer, or else <c>params.rateLimitReset</c>, in
    /// seconds. <see langword="null" /> when it says neither, or nothing above zero.
    /// </summary>
    public static TimeSpan? Read(HttpResponseMessage response, ErrorEnvelope envelope, DateTimeOffset now) =>
        Positive(FromHeader(response, now)) ?? Positive(RateLimitParams.Reset(envelope.Params));

    /// <summary>The time between two calls that keep to a limit.</summary>
    public static TimeSpan? Pace(IterableRateLimit? limit) => limit is null ? null : TimeSpan.FromTicks(limit.Window.Ticks / limit.Permits);

    private static double? FromHeader(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta.TotalSeconds,

        // Told by their clock, which need not be this machine's.
        { Date: { } date } => (date - (response.Headers.Date ?? now)).TotalSeconds,
        _ => null,
    };

    private static TimeSpan? Positive(double? seconds) => seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, MostSeconds)) : null;
}
