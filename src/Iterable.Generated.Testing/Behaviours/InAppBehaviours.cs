using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The in-app messages that wait for a user: given out, sent to, and taken away.</summary>
internal static class InAppBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("sendInAppMessage", Send);
        table.On("getInAppMessages", GetMany);
        table.On("getWebInAppMessages", GetMany);
        table.On("getPriorityInAppMessage", GetFirst);
        table.On("consumeInAppMessage", Consume);
        table.On("trackInAppOpen", Open);
    }

    /// <summary>Lets a message wait for a user.</summary>
    public static InAppMessageRecord Deliver(ProjectState state, UserRecord user, JObject json, DateTimeOffset? availableFrom)
    {
        json.TryAdd("createdAt", state.Now);
        json.TryAdd("read", false);
        json.TryAdd("jsonOnly", false);
        json.TryAdd("messageType", "Mobile");
        json.TryAdd("typeOfContent", "Static");
        json.TryAdd("trigger", new JObject { ["type"] = "immediate" });
        if (json["content"] is not JObject content)
            json["content"] = content = [];
        content.TryAdd("webInAppDisplaySettings", new JObject { ["position"] = "Center" });
        var message = new InAppMessageRecord(user, json, availableFrom);
        state.InAppMessages.Add(message);
        return message;
    }

    /// <summary>What a user is given now.</summary>
    public static IEnumerable<InAppMessageRecord> WaitingFor(ProjectState state, UserIdentity identity)
    {
        var user = state.Users.Find(identity);
        return state.InAppMessages.Where(message => message.User == user && message.IsAvailable(state.Now));
    }

    private static Answer Send(ApiCall call)
    {
        if (MessageBehaviours.Record(call, "InApp") is not { } sent)
            return call.Success();

        var json = new JObject { ["messageId"] = sent.MessageId, ["campaignId"] = sent.CampaignId };
        if (MessageTemplates.Of(call.State, sent.CampaignId) is { } template)
        {
            var content = new JObject();
            content.SetIfAny("html", template["html"]?.DeepClone());
            json["content"] = content;
            json.SetIfAny("customPayload", template["payload"]?.DeepClone());
        }

        Deliver(call.State, sent.User, json, sent.SendAt);
        return MessageBehaviours.Sent(call, sent);
    }

    private static Answer GetMany(ApiCall call) =>
        Give(call, Waiting(call).Take((int)Math.Min(call.Parameters.Integer("count") ?? 1, int.MaxValue)));

    // The service documents no order among messages of one priority.
    private static Answer GetFirst(ApiCall call) => Give(call, Waiting(call).OrderBy(message => message.Priority).Take(1));

    private static IEnumerable<InAppMessageRecord> Waiting(ApiCall call) => WaitingFor(call.State, MessageBehaviours.NamedUser(call));

    private static Answer Give(ApiCall call, IEnumerable<InAppMessageRecord> messages) =>
        call.Json(new JObject { ["inAppMessages"] = new JArray(messages.Select(message => message.Json)) });

    // An event tells of it only when the call says how the user deleted the message.
    private static Answer Consume(ApiCall call)
    {
        var known = Find(call);
        if (call.Body["deleteAction"] is { Type: not JTokenType.Null })
            MessageEvents.Record(call, "inAppDelete", (long?)known?.Json["campaignId"]);
        if (known is not null)
            call.State.InAppMessages.Remove(known);
        return call.Success();
    }

    private static Answer Open(ApiCall call)
    {
        var known = Find(call);
        MessageEvents.Record(call, "inAppOpen", (long?)known?.Json["campaignId"]);
        if (known is not null)
            known.Json["read"] = true;
        return call.Success();
    }

    private static InAppMessageRecord? Find(ApiCall call)
    {
        var user = call.State.Users.Find(call.Identity);
        return call.State.InAppMessages.Find(message => message.User == user && message.Id == (string?)call.Body["messageId"]);
    }
}
