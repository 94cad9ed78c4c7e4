using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Calls that move a campaign from one state to another. Where they lead is observed at the service (cancelled: Ready, deactivated: Finished,
/// aborted: Aborted); from where they may start is inferred, except that only a scheduled or recurring campaign can be cancelled.
/// </summary>
internal static class CampaignStateBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("scheduleCampaign", Schedule);
        table.On("cancelCampaign", call => Done(call, Cancel));
        table.On("abortCampaign", call => Done(call, Abort));
        table.On("activateTriggeredCampaign", call => Switch(call, "Running"));
        table.On("deactivateTriggeredCampaign", call => Switch(call, "Finished"));
        table.On("archiveCampaigns", Archive);
    }

    private static Answer Schedule(ApiCall call)
    {
        var campaign = Campaigns.Find(call, call.Parameters.Integer("campaignId")!.Value, Campaigns.Blast);
        Campaigns.Require(campaign, "Draft", "Ready", "Scheduled");
        campaign["startAt"] = (DateTimeOffset)call.Body["sendAt"]!;
        Campaigns.Move(call, campaign, "Scheduled");
        return call.Success();
    }

    private static Answer Done(ApiCall call, Action<ApiCall, JObject> change)
    {
        change(call, Campaigns.Find(call, (long)call.Body["campaignId"]!));
        return call.Success();
    }

    private static void Cancel(ApiCall call, JObject campaign)
    {
        Campaigns.Require(campaign, "Scheduled", "Recurring");
        campaign.Remove("startAt");
        Campaigns.Move(call, campaign, "Ready");
    }

    private static void Abort(ApiCall call, JObject campaign)
    {
        Campaigns.Require(campaign, "Ready", "Scheduled", "Recurring", "Starting", "Running", "Aborted");
        Campaigns.Move(call, campaign, "Aborted");
    }

    private static Answer Switch(ApiCall call, string state)
    {
        var campaign = Campaigns.Find(call, (long)call.Body["campaignId"]!, Campaigns.Triggered);
        Campaigns.Require(campaign, "Draft", "Ready", "Running", "Finished", "Aborted");
        Campaigns.Move(call, campaign, state);
        return call.Success();
    }

    private static Answer Archive(ApiCall call)
    {
        var ids = call.Body["campaignIds"]!.Select(id => (long)id).ToArray();
        var found = ids.Where(id => call.State.Campaigns.Find(id) is not null).ToArray();
        foreach (var campaign in found.Select(id => Campaigns.Find(call, id)))
        {
            // Archiving cancels what is scheduled.
            if (Campaigns.State(campaign) == "Scheduled")
                campaign.Remove("startAt");
            Campaigns.Move(call, campaign, "Archived");
        }

        return call.Json(new JObject { ["success"] = new JArray(found), ["failed"] = new JArray(ids.Except(found)) });
    }
}
