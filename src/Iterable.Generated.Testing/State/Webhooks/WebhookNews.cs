using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>What of the things that happen on the server is news for its webhooks.</summary>
internal static class WebhookNews
{
    private static readonly HashSet<string> Kinds = [.. typeof(WebhookEventKind.Values).GetFields().Select(known => (string)known.GetRawConstantValue()!)];

    public static void Sent(ProjectState state, IterableTestMessage message)
    {
        if (!message.IsScheduled(state.Now))
            Tell(state, $"{Prefix(message.Medium)}Send", message.User, state.Now, Fields(state, message));
    }

    /// <summary>A message has come back.</summary>
    /// <exception cref="InvalidOperationException">One of that kind cannot.</exception>
    public static void Bounced(ProjectState state, IterableTestMessage message, JObject more)
    {
        var kind = $"{Prefix(message.Medium)}Bounce";
        if (!Kinds.Contains(kind))
            throw new InvalidOperationException($"A message by {message.Medium} does not bounce.");

        var fields = Fields(state, message);
        fields.Merge(more);
        state.Events.Record(new IterableTestEvent(kind, kind, message.User, state.Now, (JObject)fields.DeepClone(), new JObject { ["campaignId"] = message.CampaignId }));
        Tell(state, kind, message.User, state.Now, fields);
    }

    public static void Subscribed(ProjectState state, UserRecord user, SubscriptionGroup group, long id) =>
        Tell(state, WebhookEventKind.Values.EmailSubscribe, user, state.Now, Subscription(group, id, "signupSource"));

    public static void Unsubscribed(ProjectState state, UserRecord user, SubscriptionGroup group, long id) =>
        Tell(state, WebhookEventKind.Values.EmailUnSubscribe, user, state.Now, Subscription(group, id, "unsubSource"));

    /// <summary>A user has done something; events that no webhook is called for are no news.</summary>
    public static void Happened(ProjectState state, IterableTestEvent done)
    {
        var fields = done.DataFields;
        if (done.CampaignId is { } campaign)
            fields["campaignId"] = campaign;
        if (done.TemplateId is { } template)
            fields["templateId"] = template;
        Tell(state, done.EventType, done.User, done.CreatedAt, fields);
    }

    private static void Tell(ProjectState state, string kind, UserRecord user, DateTimeOffset time, JObject fields)
    {
        if (Kinds.Contains(kind))
            state.Outbox.Post(kind, user, time, fields);
    }

    private static JObject Fields(ProjectState state, IterableTestMessage message)
    {
        var campaign = state.Campaigns.Find(message.CampaignId);
        var fields = new JObject { ["campaignId"] = message.CampaignId, ["campaignName"] = campaign?["name"]?.DeepClone(), ["templateId"] = campaign?["templateId"]?.DeepClone(), ["messageId"] = message.MessageId };
        if (message is { Medium: "Email", Email: { } email })
            fields["emailId"] = $"c{message.CampaignId}:t{fields["templateId"]}:{email}";
        return fields;
    }

    private static JObject Subscription(SubscriptionGroup group, long id, string source)
    {
        JArray ids = [id];
        return new JObject
        {
            ["emailListIds"] = group == SubscriptionGroup.EmailList ? ids : [],
            ["channelIds"] = group == SubscriptionGroup.MessageChannel ? ids : [],
            ["messageTypeIds"] = group == SubscriptionGroup.MessageType ? ids : [],
            [source] = "UpdateSubscriptionsAPI",
        };
    }

    private static string Prefix(string medium) => medium switch { "SMS" => "sms", "InApp" => "inApp", _ => char.ToLowerInvariant(medium[0]) + medium[1..] };
}
