using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Custom events, tracked alone and in bulk, and the history of a user.</summary>
internal static class EventBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("trackEvent", Track);
        table.On("trackBulkEvents", TrackBulk);
        table.On("getEventsByEmail", call => History(call, new UserIdentity(call.Parameters.Text("email"), null)));
        table.On("getEventsByUserId", call => History(call, new UserIdentity(null, call.Parameters.Text("userId"))));
    }

    /// <summary>Records an event of a user that may be written.</summary>
    public static void Record(ProjectState state, UserIdentity identity, JObject source, FieldReport report)
    {
        var name = (string)source["eventName"]!;
        var user = state.Users.GetOrAdd(identity, state.Now);
        var fields = state.Fields.Admit(name, Fields(source), UserWriter.MayCreateFields(state, source), report);
        var createdAt = (DateTimeOffset?)source["createdAt"] ?? state.Now;
        state.Events.Record(new IterableTestEvent(name, IterableTestEvent.Custom, user, createdAt, (JObject)fields.DeepClone(), source));
    }

    // A name that is disallowed is no error: the status is 200, the message says it, and nothing is recorded.
    private static Answer Track(ApiCall call)
    {
        var name = (string)call.Body["eventName"]!;
        if (call.State.Settings.DisallowedEventNames.Contains(name))
            return call.Success($"event {name} is disallowed from tracking.");

        var identity = call.Identity;
        if (UserWriter.Check(call.State, identity, call.Body) is { } fault)
            throw UserFaults.Refuse(fault, identity);

        call.State.Fields.CheckTypes([(name, Fields(call.Body))]);
        Record(call.State, identity, call.Body, new FieldReport());
        return call.Success($"Event with name {name} tracked");
    }

    private static Answer TrackBulk(ApiCall call)
    {
        BulkSize.Check(call);
        var events = call.Body["events"]!.OfType<JObject>().ToArray();
        call.State.Fields.CheckTypes(events.Select(item => ((string)item["eventName"]!, Fields(item))));

        var result = new BulkResult();
        foreach (var item in events)
            TrackOneOfMany(call.State, item, result);
        return call.Json(result.ToJson());
    }

    private static void TrackOneOfMany(ProjectState state, JObject item, BulkResult result)
    {
        var name = (string)item["eventName"]!;
        var identity = UserIdentity.Read(item);
        if (state.Settings.DisallowedEventNames.Contains(name))
        {
            result.Disallow(name);
        }
        else if (UserWriter.Check(state, identity, item) is { } fault)
        {
            result.Fail(fault, identity);
        }
        else
        {
            Record(state, identity, item, result.Fields);
            result.Succeed();
        }
    }

    private static Answer History(ApiCall call, UserIdentity identity)
    {
        var user = call.State.Users.Find(identity);
        var events = call.State.Events.Items
            .Where(item => item.User == user)
            .OrderByDescending(item => item.CreatedAt)
            .Take((int)(call.Parameters.Integer("limit") ?? 30))
            .Select(Entry);
        return call.Json(new JObject { ["events"] = new JArray(events) });
    }

    private static JObject Entry(IterableTestEvent item)
    {
        // What Iterable makes itself has a type and no name, and its fields stand beside them.
        var entry = item.IsCustom
            ? new JObject { ["eventName"] = item.EventName, ["createdAt"] = item.CreatedAt, ["dataFields"] = item.DataFields }
            : new JObject { ["eventType"] = item.EventType, ["createdAt"] = item.CreatedAt };
        if (!item.IsCustom)
            entry.Merge(item.DataFields);
        entry.SetIfAny("campaignId", item.CampaignId);
        entry.SetIfAny("templateId", item.TemplateId);
        return entry;
    }

    private static JObject Fields(JObject source) => source["dataFields"] as JObject ?? [];
}
