using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>Takes a request from its headers to its answer: who may come, how many at once, how large a body, and how long the application has.</summary>
internal abstract class EndpointReceiver<TOptions, TRequest>(string endpoint, CurrentOptions<TOptions> current, WebhookServices services)
    where TOptions : IterableEndpointOptions
    where TRequest : class
{
    private readonly EndpointState _state = services.States.Of(endpoint);

    protected ILogger Logger => services.Logger;

    /// <summary>What a request is answered whose handler takes too long.</summary>
    protected abstract Received Late { get; }

    /// <summary>What becomes of a request whose handler throws.</summary>
    protected abstract Outcome Failed { get; }

    public async Task ReceiveAsync(HttpContext context)
    {
        var start = services.Time.GetTimestamp();
        var ((outcome, answer), request) = await ReceiveAsync(context, current.Get(endpoint)).ConfigureAwait(false);
        Logger.Received(endpoint, outcome.Name);
        ReceiverTelemetry.Received(endpoint, outcome, request as IterableWebhookEvent, services.Time, start);

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

    /// <summary>What is wrong with a request before its body is read; <see langword="null" /> where nothing is.</summary>
    protected virtual Outcome? Refuse(HttpRequest request) => null;

    /// <exception cref="FormatException">The body is no such request.</exception>
    protected abstract TRequest Read(HttpRequest request, byte[] body);

    protected virtual bool Wants(TRequest request, TOptions options) => true;

    protected abstract Task<Received> HandleAsync(TRequest request, TOptions options, CancellationToken cancellationToken);

    private async Task<(Received Received, TRequest? Request)> ReceiveAsync(HttpContext context, CurrentOptions<TOptions>.Checked given)
    {
        var options = given.Options;
        if (!context.Request.IsHttps && !options.AllowHttp)
            return (new(Outcome.Insecure), null);
        if (!given.Credentials.Accept(context.Request))
            return (new(Outcome.Unauthorized), null);
        if (Refuse(context.Request) is { } wrong)
            return (new(wrong), null);
        if (!_state.TryEnter(options.MaxConcurrency))
            return (new(Outcome.Full), null);

        var isHandedOver = false;
        try
        {
            var (body, refusal) = await RequestBody.ReadAsync(context, options.MaxBodySize, options.Timeout, services.Time).ConfigureAwait(false);
            if (body is null)
                return (new(refusal!), null);

            var request = Read(context.Request, body);
            if (!Wants(request, options))
                return (new(Outcome.Ignored), request);

            isHandedOver = true;

            // On another thread: a handler may block this one.
            return (await TimeLimit.RunAsync(stop => Task.Run(() => RunAsync(request, options, stop)), options.Timeout, Late, services.Time).ConfigureAwait(false), request);
        }
        catch (FormatException)
        {
            return (new(Outcome.Malformed), null);
        }
        finally
        {
            if (!isHandedOver)
                _state.Leave();
        }
    }

    // Whatever happens here is an outcome: it may end when nobody waits for it any more.
    private async Task<Received> RunAsync(TRequest request, TOptions options, CancellationToken cancellationToken)
    {
        var webhookEvent = request as IterableWebhookEvent;
        var span = ReceiverTelemetry.Start(endpoint, webhookEvent);
        Exception? failure = null;
        Received received;
        try
        {
            received = await HandleAsync(request, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
            received = e is OperationCanceledException && cancellationToken.IsCancellationRequested ? Late : new(Failed);
            Logger.HandlerFailed(endpoint, webhookEvent is null ? "Live Data" : ReceiverTelemetry.KindOf(webhookEvent), received.Outcome.Name, e);
        }

        _state.Leave();
        _state.Ended(received.Outcome.IsFailure);
        ReceiverTelemetry.End(span, received.Outcome, failure);
        return received;
    }
}

/// <summary>What became of a request, and what it is answered with; no body where that is null.</summary>
internal readonly record struct Received(Outcome Outcome, byte[]? Answer = null);
