using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Campaigns, channels, message types, and metrics as CSV.</summary>
internal static class CampaignBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("listCampaigns", List);
        table.On("createCampaign", Create);
        table.On("listChannels", call => All(call, "channels", call.State.Channels));
        table.On("listMessageTypes", call => All(call, "messageTypes", call.State.MessageTypes));
        table.On("getCampaignMetrics", CampaignMetrics);
        table.On("getExperimentMetrics", ExperimentMetrics);
        table.On("exportExperimentMetrics", ExperimentMetrics);
    }

    private static Answer All(ApiCall call, string member, ResourceTable resources) =>
        call.Json(new JObject { [member] = new JArray(resources.All.Select(item => item.DeepClone())) });

    private static Answer List(ApiCall call)
    {
        var states = call.Parameters.Texts("campaignState");
        var campaigns = call.State.Campaigns.All
            .Where(campaign => states.Count == 0 || states.Contains((string?)campaign["campaignState"] ?? ""))
            .Select(campaign => (JObject)campaign.DeepClone())
            .ToList();
        Sort(campaigns, call.Parameters.Text("sort"));
        return call.Json(Paging.Page(call, "campaigns", "totalCampaignsCount", campaigns));
    }

    // -createdAt sorts downwards, +name and name upwards.
    private static void Sort(List<JObject> campaigns, string? sort)
    {
        if (string.IsNullOrEmpty(sort))
            return;

        // A plus sign that was not escaped arrives as a space.
        var member = sort.TrimStart('-', '+', ' ');
        var sorted = campaigns.OrderBy(campaign => campaign[member], FieldOrder.Instance).ToList();
        if (sort[0] == '-')
            sorted.Reverse();
        campaigns.Clear();
        campaigns.AddRange(sorted);
    }

    private static Answer Create(ApiCall call)
    {
        var template = (long)call.Body["templateId"]!;
        if (call.State.Templates.Find(template) is null)
            throw Refusal.BadParams($"Invalid value for templateId: no template {template} in project {call.State.ProjectId}");

        var lists = call.Body["listIds"] as JArray ?? [];
        foreach (var id in lists.Select(id => (long)id))
        {
            if (!call.State.Lists.ContainsKey(id))
                throw Refusal.BadParams($"Invalid value for listIds: no list {id} in project {call.State.ProjectId}");
        }

        var campaign = new JObject
        {
            ["name"] = call.Body["name"],
            ["templateId"] = template,
            ["type"] = lists.Count > 0 ? "Blast" : "Triggered",
            ["campaignState"] = lists.Count == 0 ? "Running" : call.Body["sendAt"] is null ? "Draft" : "Scheduled",
            ["listIds"] = lists.DeepClone(),
            ["messageMedium"] = "Email",
            ["createdAt"] = call.State.Now,
            ["updatedAt"] = call.State.Now,
        };
        if (call.Body["sendAt"] is { } sendAt)
            campaign["startAt"] = sendAt.DeepClone();
        return call.Json(new JObject { ["campaignId"] = call.State.Campaigns.Set(campaign, call.State.NextId) });
    }

    private static Answer CampaignMetrics(ApiCall call) => Csv(call.State.CampaignMetrics, Ids(call, "campaignId"), []);

    private static Answer ExperimentMetrics(ApiCall call) =>
        Csv(call.State.ExperimentMetrics, Ids(call, "experimentId"), Ids(call, "campaignId"));

    private static Answer Csv(MetricsTable metrics, HashSet<long> ids, HashSet<long> campaignIds)
    {
        var rows = metrics.Select(ids, campaignIds);
        var columns = rows.SelectMany(row => row.Properties()).Select(column => column.Name).Prepend(metrics.Header).Distinct().ToArray();
        return new StreamAnswer("text/csv", CsvText.Write(columns, rows, ','));
    }

    private static HashSet<long> Ids(ApiCall call, string name) => [.. call.Parameters.Texts(name).Select(long.Parse)];
}
