using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Iterable.Generated;

/// <summary>Takes the requests of a Journey webhook, whose answer the journey reads.</summary>
internal sealed class LiveDataReceiver(
    string endpoint,
    CurrentOptions<IterableLiveDataOptions> current,
    Func<IterableLiveDataRequest, CancellationToken, Task<object?>> handler,
    JsonSerializerOptions json,
    WebhookServices services) : EndpointReceiver<IterableLiveDataOptions, IterableLiveDataRequest>(endpoint, current, services)
{
    private readonly string _endpoint = endpoint;

    protected override Received Late { get; } = new(Outcome.AnsweredEmpty, "{}"u8.ToArray());

    protected override Outcome Failed => Outcome.Unanswered;

    protected override IterableLiveDataRequest Read(HttpRequest request, byte[] body) => new(request, body);

    protected override async Task<Received> HandleAsync(IterableLiveDataRequest request, IterableLiveDataOptions options, CancellationToken cancellationToken)
    {
        byte[] answer;
        try
        {
            answer = LiveDataAnswer.Write(await handler(request, cancellationToken).ConfigureAwait(false), json);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The journey goes on without data, which is no failure of a handler that heeds its token.
            return Late;
        }

        if (LiveDataAnswer.Fault(answer, options) is not { } fault)
            return new(Outcome.Handled, answer);

        Logger.AnswerRefused(_endpoint, fault);
        return new(Outcome.AnswerRefused);
    }
}
