namespace Iterable.Generated;

/// <summary>Watches whole calls. Where nobody listens, a call passes it untouched.</summary>
internal sealed class TelemetryHandler(CallTelemetry telemetry, TimeProvider time) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        telemetry.ObservesCalls && request.GetCall() is { } call
            ? SendAsync(call, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var activity = telemetry.StartCall(call);
        HttpResponseMessage? response = null;
        Exception? exception = null;
        string? code = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode && telemetry.LogsRefusals)
                code = ErrorEnvelope.Read(await response.Content.ReadErrorTextAsync(cancellationToken).ConfigureAwait(false)).SafeCode;

            return response;
        }
        catch (Exception e)
        {
            exception = e;
            throw;
        }
        finally
        {
            telemetry.EndCall(call, activity, time.GetElapsedTime(call.StartedAt), response, exception, code);
        }
    }
}
