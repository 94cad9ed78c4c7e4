using System.Text;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Custom events, tracked alone and in bulk, and the history of a user.</summary>
internal static class EventBehaviours
{
    private const int MaxIdBytes = 512;

    public static void Register(BehaviourTable table)
    {
        table.On("trackEvent", Track);
        table.On("trackBulkEvents", TrackBulk);
        table.On("getEventsByEmail", call => History(call, UserIdentity.Read(call.Parameters)));
        table.On("getEventsByUserId", call => History(call, UserIdentity.Read(call.Parameters)));
    }

    /// <summary>Records an event of a user that may be written.</summary>
    /// <returns>Whether it took the place of an earlier one.</returns>
    public static bool Record(ProjectState state, UserIdentity identity, JObject source, FieldReport report)
    {
        var name = (string)source["eventName"]!;
        var user = state.Users.GetOrAdd(identity, state.Now);
        var fields = state.Fields.Admit(name, Fields(source), UserWriter.MayCreateFields(state, source), report);
        var createdAt = (DateTimeOffset?)source["createdAt"] ?? state.Now;
        return state.Events.Record(new IterableTestEvent(name, IterableTestEvent.Custom, user, createdAt, (JObject)fields.DeepClone(), source));
    }

    /// <summary>Checks the id of an event or a purchase.</summary>
    /// <exception cref="Refusal">It is too long.</exception>
    public static void CheckId(JObject source)
    {
        if (Encoding.UTF8.GetByteCount((string?)source["id"] ?? "") > MaxIdBytes)
            throw Refusal.BadParams($"Invalid value for id: longer than {MaxIdBytes} bytes");
    }

    // A name that is disallowed is no error: the status is 200, the message says it, and nothing is recorded.
    private static Answer Track(ApiCall call)
    {
        var name = (string)call.Body["eventName"]!;
        if (call.State.Settings.DisallowedEventNames.Contains(name))
            return call.Success($"event {name} is disallowed from tracking.");

        var identity = UserIdentity.Read(call.Body, where: " in a track call");
        if (UserWriter.Check(call.State, identity, call.Body) is { } fault)
            throw UserFaults.Refuse(fault, identity);

        CheckId(call.Body);
        call.State.Fields.CheckTypes([Typed(call.State, call.Body)]);
        Record(call, identity, call.Body, new FieldReport());
        return (string?)call.Body["id"] is { } id
            ? call.Json(Envelope.Of("Success", $"Event with id: {id} tracked.", new JObject { ["id"] = id }))
            : call.Success($"Event with name {name} tracked");
    }

    private static Answer TrackBulk(ApiCall call)
    {
        BulkSize.Check(call);
        var events = call.Records("events");
        foreach (var (item, _) in events)
            CheckId(item);
        call.State.Fields.CheckTypes(events.Select(item => Typed(call.State, item.Record)));

        var result = new BulkResult(call.Operation);
        foreach (var (item, identity) in events)
            TrackOneOfMany(call, item, identity, result);
        return call.Json(result.ToJson());
    }

    private static void TrackOneOfMany(ApiCall call, JObject item, UserIdentity identity, BulkResult result)
    {
        var state = call.State;
        var name = (string)item["eventName"]!;
        if (state.Settings.DisallowedEventNames.Contains(name))
        {
            result.Disallow(name);
        }
        else if (UserWriter.Check(state, identity, item) is { } fault)
        {
            result.Fail(fault, identity);
        }
        else if (state.UnnamedFailures.Take(identity))
        {
            result.Fail(UserFault.Unnamed, identity);
        }
        else
        {
            Record(call, identity, item, result.Fields);
            result.Succeed();
        }
    }

    private static Answer History(ApiCall call, UserIdentity identity)
    {
        if (call.State.Users.Find(identity) is not { } user)
            return call.State.Settings.UnknownUsers == IterableTestUnknownUsers.Refused ? throw UserFaults.Refuse(UserFault.NotFound, identity) : call.Json(new JObject { ["events"] = new JArray() });

        var events = call.State.Events.Items
            .Where(item => item.User == user)
            .OrderByDescending(item => item.CreatedAt)
            .Take((int)(call.Parameters.Integer("limit") ?? 30))
            .Select(Entry);
        return call.Json(new JObject { ["events"] = new JArray(events) });
    }

    private static JObject Entry(IterableTestEvent item)
    {
        var entry = new JObject { ["eventType"] = item.EventType, ["createdAt"] = item.CreatedAt };
        entry.SetIfAny("email", item.Email);
        entry.SetIfAny("userId", item.UserId);
        // What Iterable makes itself has no name, and its fields stand beside the rest.
        if (item.IsCustom)
            entry.Merge(new JObject { ["eventName"] = item.EventName, ["dataFields"] = item.DataFields });
        else
            entry.Merge(item.DataFields);
        entry.SetIfAny("campaignId", item.CampaignId);
        entry.SetIfAny("templateId", item.TemplateId);
        return entry;
    }

    private static void Record(ApiCall call, UserIdentity identity, JObject source, FieldReport report)
    {
        var isRepeat = Record(call.State, identity, source, report);
        call.TookEffect(source, identity, (string?)source["id"], isRepeat);
    }

    private static (string Scope, JObject Values, bool CreatesFields) Typed(ProjectState state, JObject source) =>
        ((string)source["eventName"]!, Fields(source), UserWriter.MayCreateFields(state, source));

    private static JObject Fields(JObject source) => source["dataFields"] as JObject ?? [];
}
