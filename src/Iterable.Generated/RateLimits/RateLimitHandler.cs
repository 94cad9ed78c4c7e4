using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>Waits for the turn of each attempt, and tells the limiter when the service refused one call too many.</summary>
internal sealed class RateLimitHandler(CallLimiter limiter, CallTelemetry telemetry, TimeProvider time) : DelegatingHandler
{
    // What a limiter takes to say yes is no wait.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.GetCall() is { Limit: not null } call
            ? SendAsync(call, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var resource = await limiter.DescribeAsync(call, cancellationToken).ConfigureAwait(false);
        using var lease = await AcquireAsync(call, resource, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            var failure = await CallFailure.ReadAsync(response, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            if (failure.Kind == CallFailureKind.Limited && (failure.RetryAfter ?? RetryAfter.Pace(call.Limit)) is { } wait)
                await limiter.HoldAsync(call, resource, wait, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private ValueTask<RateLimitLease> AcquireAsync(IterableCall call, IterableRateLimitedCall resource, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var acquiring = limiter.AcquireAsync(call, resource, cancellationToken);
        return acquiring.IsCompletedSuccessfully && time.GetElapsedTime(startedAt) < ShortestWait ? acquiring : WaitAsync(call, acquiring, startedAt);
    }

    private async ValueTask<RateLimitLease> WaitAsync(IterableCall call, ValueTask<RateLimitLease> acquiring, long startedAt)
    {
        try
        {
            return await acquiring.ConfigureAwait(false);
        }
        finally
        {
            var waited = time.GetElapsedTime(startedAt);
            call.LimiterWait += waited;
            if (waited >= ShortestWait)
                telemetry.Waited(call, waited);

            // The key may have been changed for another in that time, and hardly in that of a question to a store.
            if (waited >= CallTelemetry.LongWait)
                call.NextApiKey = null;
        }
    }
}
