using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Embedded messages: given out by placement, and what users do with them. Proofs make no events.</summary>
internal static class EmbeddedBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("getEmbeddedMessages", Get);
        table.On("trackEmbeddedClick", call => Tell(call, "embeddedClick"));
        table.On("trackEmbeddedReceived", call => Tell(call, "embeddedReceived"));
        table.On("trackEmbeddedSession", TellSession);
    }

    private static Answer Get(ApiCall call)
    {
        var user = call.State.Users.Find(MessageBehaviours.NamedUser(call));
        var known = call.Parameters.Texts("currentMessageIds");
        var messages = call.State.EmbeddedMessages
            .Where(message => message.User == user)
            .OrderBy(message => message.Rank)
            .ToLookup(message => message.PlacementId, message => Give(message, known));

        // Placements that are asked for are there without messages too.
        var asked = call.Parameters.Texts("placementIds").Select(long.Parse).ToArray();
        var placements = (asked.Length > 0 ? asked.Distinct() : messages.Select(group => group.Key).Order())
            .Select(id => new JObject { ["placementId"] = id, ["embeddedMessages"] = new JArray(messages[id]) });
        return call.Json(new JObject { ["placements"] = new JArray(placements) });
    }

    private static JObject Give(EmbeddedMessageRecord message, IReadOnlyList<string> known)
    {
        var json = (JObject)message.Json.DeepClone();
        if (known.Contains(message.Id))
            json.Remove("elements");
        return json;
    }

    private static Answer Tell(ApiCall call, string type)
    {
        var message = Find(call, (string?)call.Body["messageId"]);
        if (message is not { IsProof: true })
            MessageEvents.Record(call, type, message?.CampaignId);
        return call.Success();
    }

    // One event for the session, and one for each message that was seen in it.
    private static Answer TellSession(ApiCall call)
    {
        var session = call.Body["session"] as JObject ?? [];
        MessageEvents.Record(call, "embeddedSession", (JObject)session.DeepClone(), campaignId: null);
        foreach (var impression in (call.Body["impressions"] as JArray ?? []).OfType<JObject>())
        {
            var message = Find(call, (string?)impression["messageId"]);
            if (message is { IsProof: true })
                continue;

            var fields = (JObject)impression.DeepClone();
            fields.SetIfAny("sessionId", session["id"]?.DeepClone());
            MessageEvents.Record(call, "embeddedImpression", fields, message?.CampaignId);
        }

        return call.Success();
    }

    private static EmbeddedMessageRecord? Find(ApiCall call, string? messageId) =>
        call.State.EmbeddedMessages.Find(message => message.Id == messageId);
}
