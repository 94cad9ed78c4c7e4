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
        request.GetCall() is { } call && (call.Settings.Retries || _runtime.Tokens is not null)
            ? SendAsync(call, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    /// <summary>
    /// The first attempt runs outside of the retry strategy, which is given its outcome only when that is a failure: nearly all calls
    /// succeed at once, and cost nothing more then.
    /// </summary>
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
            // Not lost: the task holds the failure, and the pipeline of retries begins with it.
        }

        return await RetryAsync(first, new RequestTemplate(call, request, headers), cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> RetryAsync(Task<HttpResponseMessage> first, RequestTemplate template, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(template.Call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallKey, template.Call);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, attempts) => attempts.NextAsync(context.CancellationToken), context, new Attempts(this, first, template)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

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

    /// <summary>The attempts of a call: the one that was made already, and then new ones.</summary>
    private sealed class Attempts(RetryHandler handler, Task<HttpResponseMessage> first, RequestTemplate template)
    {
        private Task<HttpResponseMessage>? _first = first;

        public ValueTask<HttpResponseMessage> NextAsync(CancellationToken cancellationToken)
        {
            var made = _first;
            _first = null;
            return new(made ?? handler.SendOnceAsync(template.CreateRequest(), cancellationToken));
        }
    }
}
