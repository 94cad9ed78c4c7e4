using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Serve.Control;

/// <summary>Events that a test wants its webhooks to be told, and what they answered.</summary>
internal static class WebhookOrders
{
    public static async Task<JArray> DeliverAsync(JToken order, string place, IterableTestProject project, CancellationToken cancellationToken)
    {
        var members = new MemberReader(order, place);
        var (kind, email, fields) = (members.Text("eventName"), members.Text("email"), members.OptionalMembers("dataFields"));
        var options = new IterableTestDeliveryOptions
        {
            Copies = Count(members.OptionalInteger("copies") ?? 1),
            MaxAttempts = Count(members.OptionalInteger("maxAttempts") ?? 3),
            RetryDelay = members.OptionalSeconds("retryDelay") ?? TimeSpan.Zero,
            PauseInBody = members.OptionalSeconds("pauseInBody") ?? TimeSpan.Zero,
            CutAfter = members.OptionalInteger("cutAfter") is { } bytes ? Count(bytes) : null,
        };
        members.Finish("An event has eventName, email and dataFields, and copies, maxAttempts, retryDelay, pauseInBody and cutAfter say how it is delivered.");
        return Told(await project.Webhooks.DeliverAsync(kind, email, fields, options, cancellationToken).ConfigureAwait(false));
    }

    public static JArray Told(IEnumerable<IterableTestWebhookDelivery> deliveries) => new(deliveries.Select(delivery => new JObject
    {
        ["webhookId"] = delivery.WebhookId,
        ["event"] = delivery.Event,
        ["answers"] = new JArray(delivery.Answers.Select(answer => (int?)answer)),
        ["isTaken"] = delivery.IsTaken,
    }));

    private static int Count(long number) => checked((int)number);
}
