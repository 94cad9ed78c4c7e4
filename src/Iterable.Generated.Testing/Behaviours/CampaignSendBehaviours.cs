using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Calls that send a campaign to lists. Each user of the lists has the message once, beside those that were sent to single users.</summary>
internal static class CampaignSendBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("triggerCampaign", Trigger);
        table.On("sendCampaign", Send);
    }

    private static Answer Trigger(ApiCall call)
    {
        var campaign = Campaigns.Find(call, (long)call.Body["campaignId"]!, Campaigns.Triggered);
        Campaigns.Require(campaign, "Running");
        var recipients = Recipients(call, call.Body);
        if (MessageBehaviours.ForbidsRepeats(call))
            recipients = recipients.Where(user => !MessageBehaviours.HasHad(call.State, user, (long)campaign["id"]!));

        Deliver(call, campaign, [.. recipients], call.Body["dataFields"]);
        return call.Success();
    }

    // Everything takes effect at once, so that the campaign has finished when the call is answered.
    private static Answer Send(ApiCall call)
    {
        var campaign = Campaigns.Find(call, call.Parameters.Integer("campaignId")!.Value, Campaigns.Blast);
        Campaigns.Require(campaign, "Draft", "Ready", "Scheduled");
        UserRecord[] recipients = [.. Recipients(call, campaign)];
        Deliver(call, campaign, recipients, null);
        campaign["startAt"] = call.State.Now;
        campaign["endedAt"] = call.State.Now;
        campaign["sendSize"] = recipients.Length;
        Campaigns.Move(call, campaign, "Finished");
        return call.Success();
    }

    private static IEnumerable<UserRecord> Recipients(ApiCall call, JObject source)
    {
        var lists = Campaigns.Lists(call, source["listIds"], "listIds");
        if (lists.Count == 0)
            throw Refusal.BadParams("Invalid value for listIds: no list");

        var suppressed = Campaigns.Lists(call, source["suppressionListIds"], "suppressionListIds").SelectMany(list => list.Members);
        return lists.SelectMany(list => list.Members).Except(suppressed);
    }

    private static void Deliver(ApiCall call, JObject campaign, UserRecord[] recipients, JToken? dataFields)
    {
        var medium = (string?)campaign["messageMedium"] ?? "Email";
        foreach (var user in recipients)
        {
            var source = new JObject { ["campaignId"] = campaign["id"], ["dataFields"] = dataFields?.DeepClone() };
            MessageBehaviours.Record(call.State, medium, user, source);
        }
    }
}
