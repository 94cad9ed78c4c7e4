using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>Asks the limiter before each attempt, waits for as long as it says, and tells it when the service refused one call too many.</summary>
internal sealed class RateLimitHandler(CallLimiter limiter, CallTelemetry telemetry, TimeProvider time) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.GetCall() is { } call && !(limiter.IsOwn && call.Operation.RateLimit is null)
            ? SendAsync(call, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var resource = await limiter.DescribeAsync(call.Operation, cancellationToken).ConfigureAwait(false);
        using var lease = await AcquireAsync(call, resource, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            var failure = await CallFailure.ReadAsync(response, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            if (failure.Kind == CallFailureKind.Limited && (failure.RetryAfter ?? RetryAfter.Pace(call.Operation)) is { } wait)
                limiter.Hold(resource, wait);
        }

        return response;
    }

    private async ValueTask<RateLimitLease> AcquireAsync(IterableCall call, IterableRateLimitedCall resource, CancellationToken cancellationToken)
    {
        var acquiring = limiter.AcquireAsync(resource, cancellationToken);
        if (acquiring.IsCompletedSuccessfully && ReferenceEquals(acquiring.Result, PacedLease.Granted))
            return PacedLease.Granted;

        var startedAt = time.GetTimestamp();
        var lease = await acquiring.ConfigureAwait(false);
        var waited = time.GetElapsedTime(startedAt);
        call.LimiterWait += waited;
        if (waited > TimeSpan.Zero)
            telemetry.Waited(call, waited);
        if (lease.IsAcquired)
            return lease;

        using (lease)
            throw Refused(call.Operation, lease);
    }

    private static IterableRateLimitedException Refused(IterableOperation operation, RateLimitLease lease)
    {
        TimeSpan? wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : null;
        return new IterableRateLimitedException(
            $"{operation} was not sent: more calls wait for its rate limit ({operation.RateLimit?.ToString() ?? "of a limiter of the caller's own"}) than "
            + $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.RateLimit)}.{nameof(IterableRateLimitOptions.QueueLimit)} allows.",
            new IterableErrorDetails { Operation = operation, RetryAfter = wait, SurelyNotSent = true });
    }
}
