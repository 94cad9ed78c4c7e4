using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Iterable.Generated;

/// <summary>Takes the request of a system webhook from its headers to its answer.</summary>
internal sealed class WebhookReceiver(
    string name,
    string endpoint,
    CurrentOptions<IterableWebhookOptions> current,
    Func<IServiceProvider, IterableWebhookEvent, CancellationToken, Task> handle,
    WebhookServices services)
{
    private readonly EndpointState _state = services.States.Of(endpoint);
    private readonly DuplicateGate _duplicates = new(services.Duplicates, $"{name}:{endpoint}:", endpoint, services.Logger, services.Time);

    public async Task ReceiveAsync(HttpContext context)
    {
        var start = services.Time.GetTimestamp();
        var (outcome, webhookEvent) = await ReceiveAsync(context, current.Get(endpoint)).ConfigureAwait(false);

        // A handler that has the request from elsewhere can have answered it.
        if (!context.Response.HasStarted)
            context.Response.StatusCode = outcome.Status;
        services.Logger.Received(endpoint, outcome.Name);
        ReceiverTelemetry.Received(endpoint, outcome, webhookEvent, services.Time, start);
    }

    private async Task<(Outcome Outcome, IterableWebhookEvent? Event)> ReceiveAsync(HttpContext context, CurrentOptions<IterableWebhookOptions>.Checked given)
    {
        var (request, options) = (context.Request, given.Options);
        if (!request.IsHttps && !options.AllowHttp)
            return (Outcome.Insecure, null);
        if (!given.Credentials.Accept(request))
            return (Outcome.Unauthorized, null);
        if (!IsJson(request))
            return (Outcome.WrongContentType, null);
        if (!_state.TryEnter(options.MaxConcurrency))
            return (Outcome.Full, null);

        var isHandedOver = false;
        try
        {
            var (body, refusal) = await RequestBody.ReadAsync(context, options.MaxBodySize).ConfigureAwait(false);
            if (body is null)
                return (refusal!, null);

            var webhookEvent = IterableWebhookEvent.Parse(body);
            if (options.Kinds.Count > 0 && !options.Kinds.Any(kind => kind.Value.Equals(webhookEvent.Kind.Value, StringComparison.OrdinalIgnoreCase)))
                return (Outcome.Ignored, webhookEvent);

            isHandedOver = true;

            // On another thread: a handler may block this one.
            var outcome = await TimeLimit.RunAsync(stop => Task.Run(() => HandleAsync(webhookEvent, options, stop)), options.Timeout, Outcome.TimedOut, services.Time).ConfigureAwait(false);
            return (outcome, webhookEvent);
        }
        catch (FormatException)
        {
            return (Outcome.Malformed, null);
        }
        finally
        {
            if (!isHandedOver)
                _state.Leave();
        }
    }

    // Whatever happens here is an outcome: it may end when nobody waits for it any more.
    private async Task<Outcome> HandleAsync(IterableWebhookEvent webhookEvent, IterableWebhookOptions options, CancellationToken cancellationToken)
    {
        using var span = ReceiverTelemetry.Start(endpoint, webhookEvent);
        Exception? failure = null;
        var outcome = Outcome.Failed;
        try
        {
            outcome = await _duplicates.RunAsync(webhookEvent, options, () => HandOverAsync(webhookEvent, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
            if (e is OperationCanceledException && cancellationToken.IsCancellationRequested)
                outcome = Outcome.TimedOut;
            services.Logger.HandlerFailed(endpoint, ReceiverTelemetry.KindOf(webhookEvent), outcome.Name, e);
        }
        finally
        {
            _state.Leave();
            _state.Ended(isFailure: failure is not null);
        }

        ReceiverTelemetry.End(span, outcome, failure);
        return outcome;
    }

    private async Task HandOverAsync(IterableWebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        var scope = services.Scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            await handle(scope.ServiceProvider, webhookEvent, cancellationToken).ConfigureAwait(false);
    }

    // A body that is packed would have no size that is known before.
    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;
}
