using Iterable.Generated;

namespace Webhooks;

/// <summary>Knows what an event means for the list.</summary>
internal sealed class SuppressionHandler(SuppressionList list) : IIterableWebhookHandler
{
    public static IReadOnlyList<WebhookEventKind> Kinds { get; } = [WebhookEventKind.EmailBounce, WebhookEventKind.EmailComplaint, WebhookEventKind.EmailUnSubscribe, WebhookEventKind.EmailSubscribe];

    public Task HandleAsync(IterableWebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        // Without an address or a time there is nothing to keep, or to compare with.
        if (webhookEvent is not { UserEmail: { } email, CreatedAt: { } time })
            return Task.CompletedTask;

        // A mailbox that is full may have room tomorrow.
        var isSoftBounce = webhookEvent.Kind == WebhookEventKind.EmailBounce && webhookEvent.DataFields!.RecipientState != "HardBounce";
        return isSoftBounce
            ? Task.CompletedTask
            : list.AddAsync(new Suppression(email, webhookEvent.Kind != WebhookEventKind.EmailSubscribe, webhookEvent.Kind.Value, time), cancellationToken);
    }
}
