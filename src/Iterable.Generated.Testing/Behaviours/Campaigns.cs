using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>What the calls on single campaigns have in common: finding them and their lists, and the state they are in.</summary>
internal static class Campaigns
{
    public const string Blast = "Blast";
    public const string Triggered = "Triggered";

    /// <exception cref="Refusal">There is no such campaign.</exception>
    public static JObject Find(ApiCall call, long id) =>
        call.State.Campaigns.Find(id) ?? throw Unknown();

    /// <summary>The refusal of a campaign that is not there.</summary>
    public static Refusal Unknown() => Refusal.BadParams("Invalid campaignId");

    /// <exception cref="Refusal">There is no such campaign, or it is of another type.</exception>
    public static JObject Find(ApiCall call, long id, string type)
    {
        var campaign = Find(call, id);
        return (string?)campaign["type"] == type ? campaign : throw Refusal.BadParams($"Campaign {id} is not of the type {type}");
    }

    /// <exception cref="Refusal">The campaign is in none of the states.</exception>
    public static void Require(JObject campaign, params string[] states)
    {
        if (!states.Contains(State(campaign)))
            throw Refusal.BadParams($"Campaign {campaign["id"]} is not {string.Join(" or ", states).ToLowerInvariant()}, but {State(campaign).ToLowerInvariant()}");
    }

    public static string State(JObject campaign) => (string?)campaign["campaignState"] ?? "Draft";

    public static void Move(ApiCall call, JObject campaign, string state)
    {
        campaign["campaignState"] = state;
        campaign["updatedAt"] = call.State.Now;
    }

    /// <exception cref="Refusal">One of the lists is not there.</exception>
    public static IReadOnlyList<ListRecord> Lists(ApiCall call, JToken? ids, string member) =>
    [
        .. from id in ids as JArray ?? []
           select call.State.Lists.GetValueOrDefault((long)id)
               ?? throw Refusal.BadParams($"Invalid value for {member}: no list {id} in project {call.State.ProjectId}"),
    ];
}
