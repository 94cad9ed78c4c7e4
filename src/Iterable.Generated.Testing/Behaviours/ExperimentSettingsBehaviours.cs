using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The settings of experiments. What a request leaves out stays, and what it says is null goes.</summary>
internal static class ExperimentSettingsBehaviours
{
    private static readonly string[] Blast = ["testGroupPercentage", "testDurationMinutes"];
    private static readonly string[] Trigger = ["sendsPerVariant"];
    private static readonly string[] Holdout = ["holdoutPercentage", "attributionPeriodHours"];

    public static void Register(BehaviourTable table) => table.On("updateExperimentSettings", Update);

    private static Answer Update(ApiCall call)
    {
        var experiment = ExperimentBehaviours.Find(call);
        var splitsEvenly = (bool?)call.Body["evenlySplitVariations"];
        if (splitsEvenly is false)
            throw Refusal.BadParams("Invalid value for evenlySplitVariations: only true can be set");

        var sizing = Part(experiment, "sizing");
        Set(sizing, call.Body["holdoutSettings"], Holdout, "holdOutGroupSize", "attributionPeriodHours");
        var explores = Set(sizing, call.Body["explorationBlastSettings"], Blast, "testSizePercentage", "testDurationMinutes");
        explores |= Set(sizing, call.Body["explorationTriggerSettings"], Trigger, "testSendsPerVariation");
        if (splitsEvenly is true)
        {
            Remove(sizing, Blast);
            Remove(sizing, Trigger);
            experiment["allocationMode"] = "even_split";
        }
        else if (explores)
        {
            experiment["allocationMode"] = "winner_takes_all";
        }

        SetConversion(Part(experiment, "meta"), call.Body["conversionEventSettings"] as JObject ?? []);
        return ExperimentBehaviours.Details(call, experiment);
    }

    /// <summary>Takes over the members of some settings under the names that the experiment shows; tells whether there was a value.</summary>
    private static bool Set(JObject sizing, JToken? settings, string[] shown, params string[] members)
    {
        if (settings is { Type: JTokenType.Null })
            Remove(sizing, shown);
        if (settings is not JObject values)
            return false;

        for (var i = 0; i < members.Length; i++)
            sizing[shown[i]] = values[members[i]]!.DeepClone();
        return true;
    }

    private static void SetConversion(JObject meta, JObject settings)
    {
        if ((string?)settings["systemConversionEventType"] is { } type)
            meta["conversionMetrics"] = new JArray(Spellings.Documented(type));
        meta.SetIfAny("customConversionId", settings["customConversionId"]?.DeepClone());
    }

    private static void Remove(JObject sizing, string[] names)
    {
        foreach (var name in names)
            sizing.Remove(name);
    }

    private static JObject Part(JObject experiment, string name)
    {
        if (experiment[name] is not JObject part)
            experiment[name] = part = [];
        return part;
    }
}
