using Polly;
using Polly.Retry;

namespace Iterable.Generated;

/// <summary>The attempts of calls whose first one failed.</summary>
internal sealed class RepeatedAttempts
{
    private static readonly ResiliencePropertyKey<IterableCall> CallKey = new("Iterable.Generated.Call");

    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _send;
    private readonly RetryPolicy _policy;
    private readonly CallTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RepeatedAttempts(
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, RetryPolicy policy, CallTelemetry telemetry, TimeProvider time)
    {
        _send = send;
        _policy = policy;
        _telemetry = telemetry;
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // How often is decided with the rest, since the one resend with a new token does not count.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = ShouldRetryAsync,
                DelayGenerator = static args => new(args.Context.Properties.GetValue(CallKey, null!).NextDelay),
            })
            .Build();
    }

    /// <summary>Goes on with a call from its first attempt, which has ended.</summary>
    public async Task<HttpResponseMessage> GoOnAsync(Task<HttpResponseMessage> first, RequestTemplate template, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(template.Call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(CallKey, template.Call);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, attempts) => attempts.NextAsync(context.CancellationToken), context, new Attempts(_send, first, template)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<bool> ShouldRetryAsync(RetryPredicateArguments<HttpResponseMessage> args)
    {
        if (args.Outcome.Result is { IsSuccessStatusCode: true })
            return false;

        var cancellationToken = args.Context.CancellationToken;
        var call = args.Context.Properties.GetValue(CallKey, null!);
        var failure = args.Outcome.Result is { } response
            ? await CallFailure.ReadAsync(response, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false)
            : CallFailure.Of(args.Outcome.Exception!, cancellationToken);
        call.Request.WasUnclear |= failure.Kind == CallFailureKind.Unknown;
        if (_policy.NextDelay(call, failure) is not { } delay)
            return false;

        call.NextDelay = delay;
        _telemetry.Retrying(call.Operation, failure.Reason, delay, call.Attempts);
        return true;
    }

    /// <summary>The attempts of a call: the one that was made already, and then new ones.</summary>
    private sealed class Attempts(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, Task<HttpResponseMessage> first, RequestTemplate template)
    {
        private Task<HttpResponseMessage>? _first = first;

        public ValueTask<HttpResponseMessage> NextAsync(CancellationToken cancellationToken)
        {
            var made = _first;
            _first = null;
            return new(made ?? send(template.CreateRequest(), cancellationToken));
        }
    }
}
