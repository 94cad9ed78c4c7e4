using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Iterable.Generated;

/// <summary>Takes the request of a Journey webhook from its headers to the answer that the journey reads.</summary>
internal sealed class LiveDataReceiver(
    string endpoint,
    CurrentOptions<IterableLiveDataOptions> current,
    Func<IterableLiveDataRequest, CancellationToken, Task<object?>> handler,
    JsonSerializerOptions json,
    WebhookServices services)
{
    private static readonly byte[] Empty = "{}"u8.ToArray();

    private readonly EndpointState _state = services.States.Of(endpoint);

    public async Task ReceiveAsync(HttpContext context)
    {
        var start = services.Time.GetTimestamp();
        var (outcome, answer) = await ReceiveAsync(context, current.Get(endpoint)).ConfigureAwait(false);
        services.Logger.Received(endpoint, outcome.Name);
        ReceiverTelemetry.Received(endpoint, outcome, null, services.Time, start);

        // A handler that has the request from elsewhere can have answered it.
        if (context.Response.HasStarted)
            return;

        context.Response.StatusCode = outcome.Status;
        if (answer is null)
            return;

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<(Outcome Outcome, byte[]? Answer)> ReceiveAsync(HttpContext context, CurrentOptions<IterableLiveDataOptions>.Checked given)
    {
        var options = given.Options;
        if (!context.Request.IsHttps && !options.AllowHttp)
            return (Outcome.Insecure, null);
        if (!given.Credentials.Accept(context.Request))
            return (Outcome.Unauthorized, null);
        if (!_state.TryEnter(options.MaxConcurrency))
            return (Outcome.Full, null);

        var isHandedOver = false;
        try
        {
            var (body, refusal) = await RequestBody.ReadAsync(context, options.MaxBodySize).ConfigureAwait(false);
            if (body is null)
                return (refusal!, null);

            isHandedOver = true;
            var request = new IterableLiveDataRequest(context.Request, body);

            // On another thread: a handler may block this one.
            return await TimeLimit.RunAsync(stop => Task.Run(() => AnswerAsync(request, options, stop)), options.Timeout, (Outcome.AnsweredEmpty, Empty), services.Time).ConfigureAwait(false);
        }
        finally
        {
            if (!isHandedOver)
                _state.Leave();
        }
    }

    // Whatever happens here is an outcome: it may end when nobody waits for it any more.
    private async Task<(Outcome Outcome, byte[]? Answer)> AnswerAsync(IterableLiveDataRequest request, IterableLiveDataOptions options, CancellationToken cancellationToken)
    {
        using var span = ReceiverTelemetry.Start(endpoint);
        Exception? failure = null;
        (Outcome Outcome, byte[]? Answer) result = (Outcome.Unanswered, null);
        try
        {
            var answer = LiveDataAnswer.Write(await handler(request, cancellationToken).ConfigureAwait(false), json);
            if (LiveDataAnswer.Fault(answer, options) is { } fault)
            {
                services.Logger.AnswerRefused(endpoint, fault);
                result = (Outcome.AnswerRefused, null);
            }
            else
            {
                result = (Outcome.Handled, answer);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            result = (Outcome.AnsweredEmpty, Empty);
        }
        catch (Exception e)
        {
            failure = e;
            services.Logger.HandlerFailed(endpoint, "Live Data", result.Outcome.Name, e);
        }
        finally
        {
            _state.Leave();
            _state.Ended(isFailure: result.Outcome != Outcome.Handled);
        }

        ReceiverTelemetry.End(span, result.Outcome, failure);
        return result;
    }
}
