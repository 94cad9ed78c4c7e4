using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Campaigns, channels, message types, and metrics as CSV.</summary>
internal static class CampaignBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("listCampaigns", call => List(call, call.State.Campaigns.All));
        table.On("listChildCampaigns", ListChildren);
        table.On("getCampaign", Get);
        table.On("createCampaign", Create);
        table.On("listChannels", call => All(call, "channels", call.State.Channels));
        table.On("listMessageTypes", call => All(call, "messageTypes", call.State.MessageTypes));
        table.On("getCampaignMetrics", CampaignMetrics);
        table.On("getExperimentMetrics", ExperimentMetrics);
        table.On("exportExperimentMetrics", ExperimentMetrics);
    }

    private static Answer All(ApiCall call, string member, ResourceTable resources) =>
        call.Json(new JObject { [member] = new JArray(resources.All.Select(item => item.DeepClone())) });

    private static Answer List(ApiCall call, IEnumerable<JObject> all)
    {
        var states = call.Parameters.Texts("campaignState");
        var campaigns = all
            .Where(campaign => states.Count == 0 || states.Contains((string?)campaign["campaignState"] ?? ""))
            .Sorted(call.Parameters.Text("sort"));
        return call.Json(Paging.Page(call, "campaigns", "totalCampaignsCount", campaigns));
    }

    private static Answer ListChildren(ApiCall call)
    {
        var id = call.Parameters.Integer("id")!.Value;
        Campaigns.Find(call, id);
        return List(call, call.State.Campaigns.All.Where(campaign => (long?)campaign["recurringCampaignId"] == id));
    }

    private static Answer Get(ApiCall call)
    {
        var id = call.Parameters.Integer("id")!.Value;
        return call.State.Campaigns.Find(id) is { } campaign
            ? call.Json((JObject)campaign.DeepClone())
            : throw Refusal.NotFound($"No campaign {id} in project {call.State.ProjectId}");
    }

    private static Answer Create(ApiCall call)
    {
        var templateId = (long)call.Body["templateId"]!;
        var template = call.State.Templates.Find(templateId) ?? throw TemplateBehaviours.Unknown(templateId);
        if (call.Body["listIds"] is JArray { Count: 0 })
            throw Refusal.BadParams("The listIds field must be specified");

        var lists = Campaigns.Lists(call, call.Body["listIds"], "listIds");
        Campaigns.Lists(call, call.Body["suppressionListIds"], "suppressionListIds");
        var sendAt = call.Body["sendAt"];
        var isScheduled = sendAt is not null && (bool?)call.Body["scheduleSend"] != false;
        var campaign = new JObject
        {
            ["name"] = call.Body["name"],
            ["templateId"] = templateId,
            ["type"] = lists.Count > 0 ? "Blast" : "Triggered",
            // A triggered campaign waits to be activated.
            ["campaignState"] = lists.Count == 0 ? "Ready" : isScheduled ? "Scheduled" : "Draft",
            ["listIds"] = new JArray(lists.Select(list => list.Id)),
            ["messageMedium"] = template[TemplateBehaviours.Medium]?.DeepClone(),
            ["createdAt"] = call.State.Now,
            ["updatedAt"] = call.State.Now,
            ["createdByUserId"] = ResourceDefaults.Owner,
        };
        campaign.SetIfAny("suppressionListIds", call.Body["suppressionListIds"]?.DeepClone());
        campaign.SetIfAny("labelIds", call.Body["labelIds"]?.DeepClone());
        campaign.SetIfAny("startAt", isScheduled ? sendAt!.DeepClone() : null);
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
