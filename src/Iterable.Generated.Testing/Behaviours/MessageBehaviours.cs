using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Messages to one user: sent, cancelled while they are scheduled, and an e-mail shown as it was sent.</summary>
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
        table.On("viewEmailInBrowser", View);
    }

    /// <summary>Records the message that a call sends, or refuses the call.</summary>
    public static IterableTestMessage Record(ApiCall call, string medium)
    {
        var identity = UserIdentity.Read(call.Body, "recipient");
        var campaign = (long)call.Body["campaignId"]!;
        if (call.State.Campaigns.Find(campaign) is null)
            throw Refusal.BadParams($"Invalid value for campaignId: no campaign {campaign} in project {call.State.ProjectId}");
        if (call.State.Users.Find(identity) is not { } user)
            throw UserFaults.Refuse(UserFault.NotFound, identity);

        return Record(call.State, medium, user, (JObject)call.Body.DeepClone());
    }

    public static IterableTestMessage Record(ProjectState state, string medium, UserRecord user, JObject source)
    {
        var id = state.NextId();
        var message = new IterableTestMessage(medium, user, Convert.ToHexStringLower(BitConverter.GetBytes(id)), id, state.Now, source);
        state.Messages.Add(message);
        return message;
    }

    /// <summary>The user that a call for reading names in its query.</summary>
    public static UserIdentity NamedUser(ApiCall call)
    {
        var identity = new UserIdentity(call.Parameters.Text("email"), call.Parameters.Text("userId"));
        return identity is { Email: null, UserId: null } ? throw Refusal.BadParams("Missing required parameter: email or userId") : identity;
    }

    private static Answer Send(ApiCall call, string medium)
    {
        Record(call, medium);
        return call.Success();
    }

    // What is sent already stays sent. The service does not say what it answers when there is nothing to cancel.
    private static Answer Cancel(ApiCall call, string medium)
    {
        var chosen = Chosen(call);
        var state = call.State;
        foreach (var message in state.Messages.Where(message => message.Medium == medium && message.IsScheduled(state.Now) && chosen(message)))
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
            throw Refusal.BadParams("Missing required member: campaignId or scheduledMessageId");

        var user = call.State.Users.Find(call.Identity);
        return message => message.CampaignId == campaign && message.User == user;
    }

    private static Answer View(ApiCall call)
    {
        var id = call.Parameters.Text("messageId");
        var named = new UserIdentity(call.Parameters.Text("email"), call.Parameters.Text("userId"));
        var message = call.State.Messages.Find(sent => sent.Medium == "Email" && sent.MessageId == id && sent.CancelledAt is null);
        if (message is null || (named != default && !message.User.Is(named)))
            throw Refusal.BadParams($"Invalid value for messageId: no e-mail {id}");

        return (string?)MessageTemplates.Of(call.State, message.CampaignId)?["html"] is { } html
            ? new TextAnswer(200, "text/html; charset=UTF-8", html)
            : TextAnswer.Html(200, (string?)call.State.Campaigns.Find(message.CampaignId)?["name"] ?? "");
    }
}
