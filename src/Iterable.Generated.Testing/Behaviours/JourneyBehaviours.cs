namespace Iterable.Generated.Testing;

/// <summary>The list of journeys: all that are not archived, or the archived ones alone.</summary>
internal static class JourneyBehaviours
{
    public static void Register(BehaviourTable table) => table.On("listJourneys", List);

    private static Answer List(ApiCall call)
    {
        var isArchived = call.Parameters.Texts("state").Contains("Archived");
        var journeys = call.State.Journeys.All
            .Where(journey => ((bool?)journey["isArchived"] ?? false) == isArchived)
            .Sorted(call.Parameters.Text("sort"));
        return call.Json(Paging.Page(call, "journeys", "totalJourneysCount", journeys));
    }
}
