using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>Asks the limiter before each attempt, and waits for as long as it says.</summary>
internal sealed class RateLimitHandler(ClientRuntime runtime) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (runtime.Limiter is not { } limiter || request.GetCall() is not { } call || (limiter.IsOwn && call.Operation.RateLimit is null))
            return base.SendAsync(request, cancellationToken);

        var resource = limiter.Describe(call.Operation, cancellationToken);
        if (resource.IsCompletedSuccessfully)
        {
            var acquiring = limiter.AcquireAsync(resource.Result, cancellationToken);

            // Without a lease to give back and without a wait, this handler leaves no trace.
            return acquiring.IsCompletedSuccessfully && ReferenceEquals(acquiring.Result, PacedLease.Granted)
                ? base.SendAsync(request, cancellationToken)
                : WaitAsync(acquiring.AsTask(), call, request, cancellationToken);
        }

        return WaitAsync(AcquireAsync(limiter, resource, cancellationToken), call, request, cancellationToken);
    }

    private static async Task<RateLimitLease> AcquireAsync(CallLimiter limiter, ValueTask<IterableRateLimitedCall> resource, CancellationToken cancellationToken) =>
        await limiter.AcquireAsync(await resource.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<HttpResponseMessage> WaitAsync(
        Task<RateLimitLease> acquiring, IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var startedAt = runtime.Time.GetTimestamp();
        using var lease = await acquiring.ConfigureAwait(false);
        var waited = runtime.Time.GetElapsedTime(startedAt);
        call.LimiterWait += waited;
        if (waited > TimeSpan.Zero)
            runtime.Telemetry.Waited(call, waited);
        if (!lease.IsAcquired)
            throw Refused(call.Operation, lease);

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
