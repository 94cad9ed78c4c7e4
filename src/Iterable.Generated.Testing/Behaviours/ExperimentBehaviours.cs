using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Experiments: one record each, which the list, the experiment by itself and its variants show in different cuts. Name and campaign stand at
/// the top of the record or in its <c>meta</c>; a variant has its <c>content</c> with it.
/// </summary>
internal static class ExperimentBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("listExperiments", List);
        table.On("getExperiment", Get);
        table.On("getExperimentVariants", Variants);
    }

    private static Answer List(ApiCall call)
    {
        var (limit, offset) = (call.Parameters.Integer("limit") ?? 20, call.Parameters.Integer("offset") ?? 0);
        var (campaignId, state) = (call.Parameters.Integer("campaignId"), call.Parameters.Text("state"));
        var (start, end) = (call.Parameters.Time("startDateTime"), call.Parameters.Time("endDateTime"));
        var found = call.State.Experiments.All
            .Where(experiment => campaignId is null || (long?)Meta(experiment, "campaignId") == campaignId)
            .Where(experiment => state is null || (string?)experiment["status"] == state)
            .Where(experiment => start is null || (DateTimeOffset?)experiment["startDate"] >= start)
            .Where(experiment => end is null || (DateTimeOffset?)experiment["finishDate"] <= end)
            .ToArray();
        var page = found.Skip((int)Math.Min(offset, int.MaxValue)).Take((int)limit);
        return call.Json(new JObject
        {
            ["experiments"] = new JArray(page.Select(Item)),
            ["pagination"] = new JObject { ["limit"] = limit, ["offset"] = offset, ["total"] = found.Length },
        });
    }

    private static JObject Item(JObject experiment)
    {
        var item = Cut(experiment, "id", "status", "channelType", "author", "startDate", "finishDate");
        item["name"] = Meta(experiment, "name")?.DeepClone();
        return item;
    }

    private static Answer Get(ApiCall call)
    {
        var experiment = Find(call);
        var json = (JObject)experiment.DeepClone();
        foreach (var name in (string[])["name", "campaignId", "author"])
            json.Remove(name);

        var meta = experiment["meta"]?.DeepClone() as JObject ?? [];
        meta.SetIfAny("name", Meta(experiment, "name")?.DeepClone());
        meta.SetIfAny("campaignId", Meta(experiment, "campaignId")?.DeepClone());
        meta["projectId"] = call.State.ProjectId;
        json["meta"] = meta;
        json["variants"] = new JArray(All(experiment).Select(variant => Cut(variant, "id", "name", "value", "currentPercentage", "isWinner", "isControl")));
        return call.Json(json);
    }

    private static Answer Variants(ApiCall call)
    {
        var experiment = Find(call);
        return call.Json(new JObject
        {
            ["experimentId"] = experiment["id"],
            ["variants"] = new JArray(All(experiment).Select(WithContent)),
        });
    }

    private static JObject WithContent(JObject variant)
    {
        var json = Cut(variant, "name", "value", "currentPercentage", "content");
        json["variantId"] = variant["id"];
        return json;
    }

    // The first variant has the id 0 and is the control, unless they say otherwise.
    private static IEnumerable<JObject> All(JObject experiment) =>
        (experiment["variants"] as JArray ?? []).OfType<JObject>().Select((variant, index) =>
        {
            var copy = (JObject)variant.DeepClone();
            copy.TryAdd("id", index);
            copy.TryAdd("isControl", index == 0);
            copy.TryAdd("isWinner", false);
            return copy;
        });

    private static JToken? Meta(JObject experiment, string name) => experiment[name] ?? experiment["meta"]?[name];

    private static JObject Cut(JObject item, params string[] names)
    {
        var cut = new JObject();
        foreach (var name in names)
            cut.SetIfAny(name, item[name]?.DeepClone());
        return cut;
    }

    private static JObject Find(ApiCall call)
    {
        var id = call.Parameters.Integer("experimentId")!.Value;
        return call.State.Experiments.Find(id) ?? throw Refusal.NotFound($"No experiment {id} in project {call.State.ProjectId}");
    }
}
