using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Experiments, read: one record each, which the list, the experiment by itself and its variants show in different cuts. Name and campaign stand at
/// the top of the record or in its <c>meta</c>; a variant has its <c>content</c> with it.
/// </summary>
internal static class ExperimentBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("listExperiments", List);
        table.On("getExperiment", call => Details(call, Find(call)));
        table.On("getExperimentVariants", Variants);
    }

    public static JObject Find(ApiCall call)
    {
        var id = call.Parameters.Integer("experimentId")!.Value;
        return call.State.Experiments.Find(id) ?? throw Refusal.NotFound($"No experiment {id} in project {call.State.ProjectId}");
    }

    /// <summary>The experiment by itself, which writing one answers as well.</summary>
    public static Answer Details(ApiCall call, JObject experiment)
    {
        var json = (JObject)experiment.DeepClone();
        foreach (var name in (string[])["name", "campaignId", "author", "holdout"])
            json.Remove(name);

        var meta = experiment["meta"]?.DeepClone() as JObject ?? [];
        meta.SetIfAny("name", Meta(experiment, "name")?.DeepClone());
        meta.SetIfAny("campaignId", Meta(experiment, "campaignId")?.DeepClone());
        meta.TryAdd("conversionMetrics", new JArray());
        meta.TryAdd("orgId", 1);
        meta["projectId"] = call.State.ProjectId;
        json["meta"] = meta;
        json.TryAdd("sizing", new JObject());
        json["variants"] = new JArray(ExperimentVariants.Of(experiment).Select(variant => Cut(variant, "id", "name", "value", "currentPercentage", "isWinner", "isControl")));
        return call.Json(json);
    }

    public static JObject Cut(JObject item, params string[] names)
    {
        var cut = new JObject();
        foreach (var name in names)
            cut.SetIfAny(name, item[name]?.DeepClone());
        return cut;
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
            .Reverse()
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
        item.SetIfAny("name", Meta(experiment, "name")?.DeepClone());
        return item;
    }

    private static Answer Variants(ApiCall call)
    {
        var experiment = Find(call);
        return call.Json(new JObject
        {
            ["experimentId"] = experiment["id"],
            ["variants"] = new JArray(ExperimentVariants.Of(experiment).Select(WithContent)),
        });
    }

    private static JObject WithContent(JObject variant)
    {
        var json = Cut(variant, "name", "value", "currentPercentage", "content");
        json["variantId"] = variant["id"];
        return json;
    }

    private static JToken? Meta(JObject experiment, string name) => experiment[name] ?? experiment["meta"]?[name];
}
