using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// What an experiment has brought: the <c>metrics</c> and the <c>series</c> that a test gives to its variants, and the <c>series</c> of its
/// <c>holdout</c>.
/// </summary>
internal static class ExperimentResultBehaviours
{
    private static readonly TimeSpan MaxWindow = TimeSpan.FromDays(31);

    public static void Register(BehaviourTable table)
    {
        table.On("getExperimentTotals", Totals);
        table.On("getExperimentTrends", Trends);
    }

    private static Answer Totals(ApiCall call)
    {
        var experiment = ExperimentBehaviours.Find(call);
        var json = ExperimentBehaviours.Cut(experiment, "id", "status");
        json["variants"] = new JArray(ExperimentVariants.Of(experiment).Select(variant => With(variant, "metrics", variant["metrics"] ?? new JObject())));
        return call.Json(json);
    }

    private static Answer Trends(ApiCall call)
    {
        var experiment = ExperimentBehaviours.Find(call);
        var (start, end) = Window(call, experiment);
        var json = ExperimentBehaviours.Cut(experiment, "id", "status");
        json["interval"] = "day";
        json["startDateTime"] = start;
        json["endDateTime"] = end;
        json["variants"] = new JArray(ExperimentVariants.Of(experiment).Select(variant => With(variant, "series", Between(variant["series"], start, end))));
        if (experiment["sizing"]?["holdoutPercentage"] is not null)
        {
            var holdout = new JObject { ["id"] = -1, ["name"] = "Holdout", ["isControl"] = false, ["isWinner"] = false };
            json["holdout"] = With(holdout, "series", Between(experiment["holdout"]?["series"], start, end));
        }

        return call.Json(json);
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Window(ApiCall call, JObject experiment)
    {
        var (start, end) = (call.Parameters.Time("startDateTime"), call.Parameters.Time("endDateTime"));
        if (start is null != end is null)
            throw Refusal.BadParams("Either both of startDateTime and endDateTime must be specified or neither");
        if (end - start > MaxWindow)
            throw Refusal.BadParams($"Invalid value for endDateTime: more than {MaxWindow.Days} days after startDateTime");
        if (end <= start)
            throw Refusal.BadParams("Invalid value for endDateTime: not after startDateTime");

        // Without a window: what the experiment has run, or the end of that.
        var last = end ?? (DateTimeOffset?)experiment["finishDate"] ?? call.State.Now;
        var first = start ?? (DateTimeOffset?)experiment["startDate"] ?? (DateTimeOffset?)experiment["creationDate"] ?? last;
        return (start is null && last - first > MaxWindow ? last - MaxWindow : first, last);
    }

    private static JObject Between(JToken? series, DateTimeOffset start, DateTimeOffset end) => new(
        from metric in (series as JObject ?? []).Properties()
        let points = metric.Value.Where(point => (DateTimeOffset)point["time"]! >= start && (DateTimeOffset)point["time"]! <= end)
        select new JProperty(metric.Name, new JArray(points)));

    private static JObject With(JObject variant, string member, JToken value)
    {
        var json = ExperimentBehaviours.Cut(variant, "id", "name", "isControl", "isWinner");
        json[member] = value;
        return json;
    }
}
