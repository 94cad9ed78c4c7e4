namespace Iterable.Generated;

/// <summary>
/// One attempt: bounds its time, and reads its answer to the end, unless it is a stream. So a body that breaks or never ends is a
/// failed attempt like any other.
/// </summary>
internal sealed class AttemptHandler(CallTelemetry telemetry, TimeProvider time) : DelegatingHandler
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
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, bound.Token).ConfigureAwait(false);
            call.MayHaveArrived = true;
            if (!response.IsSuccessStatusCode)
                await BufferErrorAsync(response, bound.Token).ConfigureAwait(false);
            else if (call.Completion == HttpCompletionOption.ResponseContentRead)
                await response.BufferAsync(bound.Token).ConfigureAwait(false);

            return response;
        }
        catch (Exception e)
        {
            response?.Dispose();
            call.MayHaveArrived |= !TransportFailure.IsSurelyNotSent(e);
            if (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
                throw new OperationCanceledException(cancellationToken);
            if (!bound.IsOver || !(e is OperationCanceledException || TransportFailure.Is(e, default)))
                throw;

            throw new IterableTimeoutException(
                FormattableString.Invariant($"{call.Operation} got no answer in {call.Settings.AttemptTimeout.TotalSeconds:0.###} s."),
                new IterableErrorDetails { Operation = call.Operation });
        }
    }

    /// <summary>Reads the start of an error, as far as it comes, and puts it in the place of the content.</summary>
    private static async Task BufferErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var start = await response.Content.ReadErrorStartAsync(cancellationToken).ConfigureAwait(false);
        var content = new ByteArrayContent(start.ToArray());
        foreach (var header in response.Content.Headers)
        {
            if (header.Key != "Content-Length")
                content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content.Dispose();
        response.Content = content;
    }
}
