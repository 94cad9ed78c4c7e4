namespace Iterable.Generated;

/// <summary>Watches whole calls. Where nobody listens, a call passes it untouched.</summary>
internal sealed class TelemetryHandler(ClientRuntime runtime) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        runtime.Telemetry.ObservesCalls && request.GetCall() is { } call
            ? SendAsync(call, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var activity = runtime.Telemetry.StartCall(call);
        HttpResponseMessage? response = null;
        Exception? exception = null;
        try
        {
            return response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            exception = e;
            throw;
        }
        finally
        {
            runtime.Telemetry.EndCall(call, activity, runtime.Time.GetElapsedTime(call.StartedAt), response, exception);
        }
    }
}
