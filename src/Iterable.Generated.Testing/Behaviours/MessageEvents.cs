using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>What users do with messages: an event of a type of Iterable's, beside the custom events.</summary>
internal static class MessageEvents
{
    private static readonly string[] NotData = ["email", "userId", "createdAt", "campaignId", "templateId", "dataFields"];

    public static void Register(BehaviourTable table)
    {
        // inAppOpen and inAppDelete do more than tell; they are with the in-app messages.
        table.On("trackInAppClick", call => Tell(call, "inAppClick"));
        table.On("trackInAppClose", call => Tell(call, "inAppClose"));
        table.On("trackInAppDelivery", call => Tell(call, "inAppDelivery"));
        table.On("trackPushOpen", call => Tell(call, "pushOpen"));
        table.On("trackWebPushClick", call => Tell(call, "webPushClick"));
    }

    /// <summary>Records an event with the members of the body as its fields.</summary>
    public static void Record(ApiCall call, string type, long? campaignId = null)
    {
        var fields = call.Body["dataFields"] is JObject own ? (JObject)own.DeepClone() : [];
        foreach (var (name, value) in call.Body)
        {
            if (!NotData.Contains(name))
                fields[name] = value!.DeepClone();
        }

        Record(call, type, fields, (long?)call.Body["campaignId"] ?? campaignId);
    }

    /// <summary>Records an event of the user, and at the time, of the call.</summary>
    public static void Record(ApiCall call, string type, JObject fields, long? campaignId)
    {
        var identity = call.Identity;
        if (UserWriter.Check(call.State, identity, call.Body) is { } fault)
            throw UserFaults.Refuse(fault, identity);

        var source = new JObject { ["campaignId"] = campaignId, ["templateId"] = call.Body["templateId"] };
        var createdAt = (DateTimeOffset?)call.Body["createdAt"] ?? call.State.Now;
        var user = call.State.Users.GetOrAdd(identity, call.State.Now);
        var done = new IterableTestEvent(type, type, user, createdAt, (JObject)WireTimes.Write(fields, null), source);
        call.State.Events.Record(done);
        WebhookNews.Happened(call.State, done);
    }

    private static Answer Tell(ApiCall call, string type)
    {
        var message = call.State.InAppMessages.Find(known => known.Id == (string?)call.Body["messageId"]);
        Record(call, type, (long?)message?.Json["campaignId"]);
        return call.Success();
    }
}
