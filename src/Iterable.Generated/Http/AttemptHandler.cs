using System.Runtime.ExceptionServices;

namespace Iterable.Generated;

/// <summary>
/// One attempt: bounds its time, and reads its answer to the end, unless it is a stream. So a body that breaks or never ends is a
/// failed attempt like any other. Where no handlers of others are beneath, it follows redirects; else <see cref="AttemptGuard" /> does.
/// </summary>
internal sealed class AttemptHandler(CallTelemetry telemetry, TimeProvider time, bool isGuarded) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.GetCall() is not { } call)
            return base.SendAsync(request, cancellationToken);

        call.Attempts++;
        return telemetry.ObservesAttempts
            ? SendObservedAsync(call, request, cancellationToken)
            : SendAsync(call, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendObservedAsync(IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var activity = telemetry.StartAttempt(call);
        HttpResponseMessage? response = null;
        Exception? exception = null;
        try
        {
            return response = await SendAsync(call, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            exception = e;
            throw;
        }
        finally
        {
            telemetry.EndAttempt(call, activity, time.GetElapsedTime(startedAt), response, exception);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var bound = new TimeBound(time, call.Settings.AttemptTimeout, cancellationToken);
        var attempt = isGuarded ? SingleAttempt.Begin(request) : null;
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, bound.Token).ConfigureAwait(false);
            if (!isGuarded && Redirects.Target(request, response) is not null)
                response = await Redirects.FollowAsync(request, response, base.SendAsync, bound.Token).ConfigureAwait(false);
            call.MayHaveArrived = true;
            if (!response.IsSuccessStatusCode)
                await response.BufferErrorAsync(bound.Token).ConfigureAwait(false);
            else if (call.Completion == HttpCompletionOption.ResponseContentRead && !await response.TryBufferAsync(call.Settings.MaxResponseSize, bound.Token).ConfigureAwait(false))
                throw ResponseErrors.TooLarge(call, response);

            return response;
        }
        catch (Exception e)
        {
            response?.Dispose();
            return End(call, attempt, bound, e, cancellationToken);
        }
    }

    /// <summary>How an attempt ends that has failed: with an exception, or with the answer that a handler of others has thrown away.</summary>
    private static HttpResponseMessage End(IterableCall call, SingleAttempt? attempt, TimeBound bound, Exception e, CancellationToken cancellationToken)
    {
        if (attempt is { WasRepeated: true } && !bound.Token.IsCancellationRequested)
        {
            if (attempt.Refusal() is { } refusal)
            {
                call.MayHaveArrived = true;
                return refusal;
            }

            e = attempt.Exception ?? ForeignHandlers.Repeated(call.Operation);
        }

        var surelyNotSent = attempt is { WasSent: false } || TransportFailure.IsSurelyNotSent(e);
        call.MayHaveArrived |= !surelyNotSent;
        if (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
            throw new OperationCanceledException(cancellationToken);
        if (ForeignHandlers.Translate(e, call.Operation, surelyNotSent) is { } foreign)
            throw foreign;
        if (!bound.IsOver || !TransportFailure.Is(e, default))
            ExceptionDispatchInfo.Capture(e).Throw();

        throw new IterableTimeoutException(
            FormattableString.Invariant($"{call.Operation} got no answer in {call.Settings.AttemptTimeout.TotalSeconds:0.###} s."),
            new IterableErrorDetails { Operation = call.Operation });
    }
}
