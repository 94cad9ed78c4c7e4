using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Messages to one user, and the in-app messages that wait for one.</summary>
internal static class MessageBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("sendTransactionalEmail", call => Send(call, "Email"));
        table.On("sendPushNotification", call => Send(call, "Push"));
        table.On("sendSms", call => Send(call, "SMS"));
        table.On("sendWebPush", call => Send(call, "WebPush"));
        table.On("getInAppMessages", InApp);
    }

    private static Answer Send(ApiCall call, string medium)
    {
        var identity = UserIdentity.Read(call.Body, "recipient");
        var campaign = (long)call.Body["campaignId"]!;
        if (call.State.Campaigns.Find(campaign) is null)
            throw Refusal.BadParams($"Invalid value for campaignId: no campaign {campaign} in project {call.State.ProjectId}");
        if (call.State.Users.Find(identity) is not { } user)
            throw UserFaults.Refuse(UserFault.NotFound, identity);

        var messageId = Convert.ToHexStringLower(BitConverter.GetBytes(call.State.NextId()));
        call.State.Messages.Add(new IterableTestMessage(medium, user, messageId, call.State.Now, (JObject)call.Body.DeepClone()));
        return call.Success();
    }

    private static Answer InApp(ApiCall call)
    {
        var identity = new UserIdentity(call.Parameters.Text("email"), call.Parameters.Text("userId"));
        if (identity is { Email: null, UserId: null })
            throw Refusal.BadParams("Missing required parameter: email or userId");

        var user = call.State.Users.Find(identity);
        var messages = call.State.InAppMessages
            .Where(message => user is not null && user.Is(new UserIdentity((string?)message["email"], (string?)message["userId"])))
            .Where(message => (DateTimeOffset?)message["expiresAt"] is not { } expiry || expiry > call.State.Now)
            .Take((int)Math.Min(call.Parameters.Integer("count") ?? 1, int.MaxValue))
            .Select(Message);
        return call.Json(new JObject { ["inAppMessages"] = new JArray(messages) });
    }

    private static JObject Message(JObject stored)
    {
        var message = (JObject)stored.DeepClone();
        message.Remove("email");
        message.Remove("userId");
        return message;
    }
}
