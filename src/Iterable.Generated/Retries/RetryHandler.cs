namespace Iterable.Generated;

/// <summary>
/// Makes a call again when it failed, for as long as the operation's <see cref="IterableRetrySafety" /> and the options allow.
/// The answer or failure of the last attempt is what the call ends with.
/// </summary>
internal sealed class RetryHandler(RetryPolicy policy, bool renewsTokens, CallTelemetry telemetry, TimeProvider time) : DelegatingHandler
{
    private RepeatedAttempts? _repeats;

    /// <summary>What makes further attempts. Most calls succeed at once, and many processes make only few: it is built when the first one failed.</summary>
    private RepeatedAttempts Repeats => LazyInitializer.EnsureInitialized(ref _repeats, () => new RepeatedAttempts(base.SendAsync, policy, telemetry, time))!;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.GetCall() is { } call && (call.Settings.Retries || renewsTokens)
            ? SendAsync(call, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = RequestTemplate.HeadersFromOutside(call, request);
        var first = base.SendAsync(request, cancellationToken);
        try
        {
            var response = await first.ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return response;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Not lost: the task holds the failure, and the repetitions begin with it.
        }

        return await GoOnAsync(first, new RequestTemplate(call, request, headers), cancellationToken).ConfigureAwait(false);
    }

    // Apart, so that a program whose calls succeed does not load the assembly of the strategy.
    private Task<HttpResponseMessage> GoOnAsync(Task<HttpResponseMessage> first, RequestTemplate template, CancellationToken cancellationToken) =>
        Repeats.GoOnAsync(first, template, cancellationToken);
}
