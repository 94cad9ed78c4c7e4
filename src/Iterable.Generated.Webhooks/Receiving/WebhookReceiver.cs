using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Iterable.Generated;

/// <summary>Takes the requests of a system webhook.</summary>
internal sealed class WebhookReceiver(
    string name,
    string endpoint,
    CurrentOptions<IterableWebhookOptions> current,
    Func<IServiceProvider, IterableWebhookEvent, CancellationToken, Task> handle,
    WebhookServices services) : EndpointReceiver<IterableWebhookOptions, IterableWebhookEvent>(endpoint, current, services)
{
    private readonly IServiceScopeFactory _scopes = services.Scopes;
    private readonly DuplicateGate _duplicates = new(services.Duplicates, $"{name}:{endpoint}:", endpoint, services.Logger, services.Time);

    protected override Received Late => new(Outcome.TimedOut);

    protected override Outcome Failed => Outcome.Failed;

    // A body that is packed would have no size that is known before.
    protected override Outcome? Refuse(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0
            ? null
            : Outcome.WrongContentType;

    protected override IterableWebhookEvent Read(HttpRequest request, byte[] body) => IterableWebhookEvent.Parse(body);

    protected override bool Wants(IterableWebhookEvent request, IterableWebhookOptions options) =>
        options.Kinds.Count == 0 || options.Kinds.Any(kind => kind.Value.Equals(request.Kind.Value, StringComparison.OrdinalIgnoreCase));

    protected override async Task<Received> HandleAsync(IterableWebhookEvent request, IterableWebhookOptions options, CancellationToken cancellationToken) =>
        new(await _duplicates.RunAsync(request, options, () => HandOverAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false));

    private async Task HandOverAsync(IterableWebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        var scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            await handle(scope.ServiceProvider, webhookEvent, cancellationToken).ConfigureAwait(false);
    }
}
