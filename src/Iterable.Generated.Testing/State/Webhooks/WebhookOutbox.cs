using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The events of a project that go to its webhooks by themselves, one after another. Everything but the sending happens under the project's lock.</summary>
internal sealed class WebhookOutbox(ProjectState state, WebhookSender sender)
{
    private readonly IterableTestDeliveryOptions _options = new();

    public WebhookSender Sender => sender;

    public List<IterableTestWebhookDelivery> Deliveries { get; } = [];

    public bool ReachesOtherMachines { get; set; }

    /// <summary>Ends when everything that was posted is delivered.</summary>
    public Task Idle { get; private set; } = Task.CompletedTask;

    /// <summary>The webhooks that are called.</summary>
    public IReadOnlyList<JObject> Enabled => [.. state.Webhooks.All.Where(webhook => (bool?)webhook["enabled"] ?? true).Select(webhook => (JObject)webhook.DeepClone())];

    /// <summary>Makes an event as a webhook has it.</summary>
    public static JObject Event(string kind, string? email, string? userId, DateTimeOffset createdAt, JObject? fields)
    {
        var data = new JObject { ["email"] = email, ["createdAt"] = WireTime.Write(createdAt, "sql-offset") };
        data.Merge(fields ?? []);
        var webhookEvent = new JObject { ["email"] = email, ["eventName"] = kind, ["dataFields"] = data };
        if (userId is not null)
            webhookEvent["userId"] = userId;
        return webhookEvent;
    }

    /// <summary>Sends an event to the webhooks, after those that were posted before.</summary>
    public void Post(string kind, UserRecord user, DateTimeOffset createdAt, JObject fields)
    {
        JObject[] webhooks = [.. Enabled.Where(webhook => Takes(webhook, kind, fields)).Where(webhook => ReachesOtherMachines || (Uri.TryCreate((string?)webhook["endpoint"], UriKind.Absolute, out var endpoint) && endpoint.IsLoopback))];
        if (webhooks.Length == 0)
            return;

        var webhookEvent = Event(kind, user.Email, user.UserId, createdAt, fields);
        Idle = SendAsync(Idle, webhooks, webhookEvent);
    }

    // A webhook can leave out what campaigns of a type send.
    private bool Takes(JObject webhook, string kind, JObject fields)
    {
        if (!kind.EndsWith("Send", StringComparison.Ordinal))
            return true;

        var type = state.Campaigns.Find((long?)fields["campaignId"] ?? 0)?["type"];
        return (bool?)webhook[(string?)type == Campaigns.Blast ? "blastSendEnabled" : "triggeredSendEnabled"] ?? true;
    }

    private async Task SendAsync(Task before, JObject[] webhooks, JObject webhookEvent)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        foreach (var webhook in webhooks)
        {
            var delivery = await sender.SendAsync(webhook, webhookEvent, _options, CancellationToken.None).ConfigureAwait(false);
            lock (state.Gate)
                Deliveries.Add(delivery);
        }
    }
}
