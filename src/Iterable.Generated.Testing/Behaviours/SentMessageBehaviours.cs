using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The messages that were sent to a user, read back.</summary>
internal static class SentMessageBehaviours
{
    private const long DefaultLimit = 10;

    // The service's document and its own client know no others here.
    private static readonly string[] Media = ["Email", "Push", "InApp", "SMS"];

    public static void Register(BehaviourTable table) => table.On("getSentMessages", List);

    private static Answer List(ApiCall call)
    {
        var user = call.State.Users.Find(MessageBehaviours.NamedUser(call));
        var messages = call.State.Messages
            .Where(message => message.User == user && Media.Contains(message.Medium))
            .Where(message => IsAskedFor(call, message))
            .OrderByDescending(message => message.CreatedAt)
            .Take((int)(call.Parameters.Integer("limit") ?? DefaultLimit))
            .Select(message => Entry(call.State, message));
        return call.Json(new JObject { ["messages"] = new JArray(messages) });
    }

    private static bool IsAskedFor(ApiCall call, IterableTestMessage message)
    {
        var campaigns = call.Parameters.Texts("campaignIds").Select(long.Parse).ToArray();
        var isBlast = (string?)call.State.Campaigns.Find(message.CampaignId)?["type"] == CampaignType.Blast.Value;
        return (campaigns.Length > 0 ? campaigns.Contains(message.CampaignId) : !isBlast || call.Parameters.Flag("excludeBlastCampaigns") is not true)
            && (call.Parameters.Text("messageMedium") ?? message.Medium) == message.Medium
            && message.CreatedAt >= (call.Parameters.Time("startDateTime") ?? DateTimeOffset.MinValue)
            && message.CreatedAt < (call.Parameters.Time("endDateTime") ?? DateTimeOffset.MaxValue);
    }

    private static JObject Entry(ProjectState state, IterableTestMessage message)
    {
        var entry = new JObject { ["messageId"] = message.MessageId, ["campaignId"] = message.CampaignId, ["createdAt"] = message.CreatedAt };
        // Iterable's own client asks for these three, which its document does not have.
        entry["messageMedium"] = message.Medium;
        entry["status"] = message.CancelledAt is not null ? "Cancelled" : message.IsScheduled(state.Now) ? "Scheduled" : "Sent";
        entry["sentAt"] = WireTime.SqlOffset(message.SendAt ?? message.CreatedAt);
        entry.SetIfAny("templateId", state.Campaigns.Find(message.CampaignId)?["templateId"]?.DeepClone());
        return entry;
    }
}
