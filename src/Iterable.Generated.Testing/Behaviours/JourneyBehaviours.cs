using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Journeys: their list, all that are not archived or the archived ones alone, and users who are sent into one.</summary>
internal static class JourneyBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("listJourneys", List);
        table.On("triggerWorkflow", Trigger);
    }

    private static Answer List(ApiCall call)
    {
        var isArchived = call.Parameters.Texts("state").Contains("Archived");
        var journeys = call.State.Journeys.All
            .Where(journey => ((bool?)journey["isArchived"] ?? false) == isArchived)
            .Sorted(call.Parameters.Text("sort"));
        foreach (var (journey, draft) in journeys.Select(journey => (journey, journey["draft"] as JObject)).Where(item => item.Item2 is not null))
            ResourceDefaults.CompleteDraft(journey, draft!);
        return call.Json(Paging.Page(call, "journeys", "totalJourneysCount", journeys));
    }

    private static Answer Trigger(ApiCall call)
    {
        var recipients = Recipients(call);
        var id = (long)call.Body["workflowId"]!;
        if (call.State.Journeys.Find(id) is null)
            throw Refusal.BadParams("Invalid workflowId");

        foreach (var user in recipients)
            call.State.JourneyEntries.Add(new IterableTestJourneyEntry(user, call.State.Now, call.Body));
        return call.Success();
    }

    private static UserRecord[] Recipients(ApiCall call)
    {
        var body = call.Body;
        if ((long?)body["listId"] is { } listId)
            return [.. ListBehaviours.Find(call.State, listId).Members];
        if (body["email"] is null or { Type: JTokenType.Null } && body["userId"] is null or { Type: JTokenType.Null })
            throw Refusal.Of(400, "GenericError", "Must provide either an email or list id");

        return [call.State.Users.Find(call.Identity) ?? throw UserFaults.Refuse(UserFault.NotFound, call.Identity)];
    }
}
