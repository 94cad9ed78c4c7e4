using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Messages to one user: sent, and cancelled while they are scheduled.</summary>
internal static class MessageBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("sendTransactionalEmail", call => Send(call, "Email"));
        table.On("sendPushNotification", call => Send(call, "Push"));
        table.On("sendSms", call => Send(call, "SMS"));
        table.On("sendWebPush", call => Send(call, "WebPush"));
        table.On("sendWhatsAppMessage", call => Send(call, "WhatsApp"));
        table.On("cancelEmail", call => Cancel(call, "Email"));
        table.On("cancelPush", call => Cancel(call, "Push"));
        table.On("cancelSms", call => Cancel(call, "SMS"));
        table.On("cancelWebPush", call => Cancel(call, "WebPush"));
        table.On("cancelWhatsApp", call => Cancel(call, "WhatsApp"));
        table.On("cancelInApp", call => Cancel(call, "InApp"));
    }

    /// <summary>Records the message that a call sends, or refuses the call.</summary>
    /// <returns>The message; <see langword="null" /> where it would be a repeat and the call forbids that.</returns>
    public static IterableTestMessage? Record(ApiCall call, string medium)
    {
        var identity = UserIdentity.Read(call.Body, "recipient");
        var campaign = (long)call.Body["campaignId"]!;
        if (call.State.Campaigns.Find(campaign) is null)
            throw Campaigns.Unknown();
        if (call.State.Users.Find(identity) is not { } user)
            throw UserFaults.Refuse(UserFault.NotFound, identity);

        return ForbidsRepeats(call) && HasHad(call.State, user, campaign)
            ? null
            : Record(call.State, medium, user, (JObject)call.Body.DeepClone());
    }

    public static bool ForbidsRepeats(ApiCall call) => (bool?)call.Body["allowRepeatMarketingSends"] == false;

    public static bool HasHad(ProjectState state, UserRecord user, long campaign) =>
        state.Messages.Exists(message => message.User == user && message.CampaignId == campaign && message.CancelledAt is null);

    public static IterableTestMessage Record(ProjectState state, string medium, UserRecord user, JObject source)
    {
        var id = state.NextId();
        var message = new IterableTestMessage(medium, user, Convert.ToHexStringLower(BitConverter.GetBytes(id)), id, state.Now, source);
        state.Messages.Add(message);
        WebhookNews.Sent(state, message);
        return message;
    }

    /// <summary>The user that a call for reading names in its query.</summary>
    public static UserIdentity NamedUser(ApiCall call)
    {
        var identity = UserIdentity.Read(call.Parameters);
        return identity is { Email: null, UserId: null } ? throw Refusal.BadParams("Either email or userId must be specified") : identity;
    }

    private static Answer Send(ApiCall call, string medium)
    {
        return Sent(call, Record(call, medium));
    }

    /// <summary>What the call that sends a message is answered: of one that is scheduled, the id under which it can be cancelled.</summary>
    public static Answer Sent(ApiCall call, IterableTestMessage? message)
    {
        if (message is null || !message.IsScheduled(call.State.Now))
            return call.Success();

        var time = message.SendAt!.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return call.Json(Envelope.Of(
            "Success",
            $"Campaign {message.CampaignId} - Scheduled triggered message for: {time} to: {message.Email ?? message.UserId}",
            new JObject { ["scheduledMessageId"] = message.ScheduledMessageId }));
    }

    // What is sent already stays sent.
    private static Answer Cancel(ApiCall call, string medium)
    {
        var chosen = Chosen(call);
        var state = call.State;
        var cancelled = state.Messages.Where(message => message.Medium == medium && message.IsScheduled(state.Now) && chosen(message)).ToArray();
        if (cancelled.Length == 0)
            throw Refusal.BadParams("No scheduled messages found- Invalid email and campaignId combination");

        foreach (var message in cancelled)
        {
            message.CancelledAt = state.Now;
            state.InAppMessages.RemoveAll(waiting => waiting.Id == message.MessageId);
        }

        return call.Success();
    }

    private static Func<IterableTestMessage, bool> Chosen(ApiCall call)
    {
        if ((long?)call.Body["scheduledMessageId"] is { } id)
            return message => message.ScheduledMessageId == id;
        if ((long?)call.Body["campaignId"] is not { } campaign)
            throw Refusal.BadParams("Either campaignId or scheduledMessageId must be specified");

        var user = call.State.Users.Find(call.Identity);
        return message => message.CampaignId == campaign && message.User == user;
    }
}
