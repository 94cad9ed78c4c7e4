using Polly;
using Polly.Retry;

namespace Iterable.Generated;

/// <summary>
/// Makes a call again when it failed, for as long as the operation's <see cref="IterableRetrySafety" /> and the options allow.
/// The answer or failure of the last attempt is what the call ends with.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<IterableCall> CallKey = new("Iterable.Generated.Call");

    private readonly ClientRuntime _runtime;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(ClientRuntime runtime)
    {
        _runtime = runtime;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = runtime.Time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // How often is decided with the rest, since the one resend with a new token does not count.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = ShouldRetryAsync,
                DelayGenerator = static args => new(args.Context.Properties.GetValue(CallKey, null!).NextDelay),
            })
            .Build();
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.GetCall() is { } call
            ? SendAsync(call, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(IterableCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var template = new RequestTemplate(call, request);
        var context = ResilienceContextPool.Shared.Get(call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallKey, call);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, attempt) => attempt.Handler.AttemptAsync(attempt.Template, context.CancellationToken),
                context,
                (Handler: this, Template: template)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<HttpResponseMessage> AttemptAsync(RequestTemplate template, CancellationToken cancellationToken) =>
        new(base.SendAsync(template.NextRequest(), cancellationToken));

    private async ValueTask<bool> ShouldRetryAsync(RetryPredicateArguments<HttpResponseMessage> args)
    {
        if (args.Outcome.Result is { IsSuccessStatusCode: true })
            return false;

        var cancellationToken = args.Context.CancellationToken;
        var call = args.Context.Properties.GetValue(CallKey, null!);
        var failure = args.Outcome.Result is { } response
            ? await CallFailure.ReadAsync(response, _runtime.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false)
            : CallFailure.Of(args.Outcome.Exception!, cancellationToken);
        if (failure.Kind == CallFailureKind.Limited)
            _runtime.Hold(call, failure.RetryAfter ?? RetryAfter.Pace(call.Operation));
        if (RetryDecision.For(call, failure, _runtime) is not { } delay)
            return false;

        call.NextDelay = delay;
        _runtime.Telemetry.Retrying(call, failure, delay);
        return true;
    }
}
