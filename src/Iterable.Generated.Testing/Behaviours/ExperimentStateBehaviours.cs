using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Experiments, made and led from one state to the next: a draft is ready once it has two variants, is started, and ends with a winner, by being
/// cancelled or by being deleted. Which state allows what is inferred; the states are those of Iterable's own client.
/// </summary>
internal static class ExperimentStateBehaviours
{
    private const string Draft = "draft";
    private const string Ready = "ready";
    private const string Running = "running";
    private const string Finished = "finished";

    public static void Register(BehaviourTable table)
    {
        table.On("createExperiment", Create);
        table.On("copyExperimentVariant", CopyVariant);
        table.On("startExperiment", Start);
        table.On("cancelExperiment", Cancel);
        table.On("declareExperimentWinner", DeclareWinner);
        table.On("deleteExperiment", Delete);
    }

    private static Answer Create(ApiCall call)
    {
        var campaign = Campaigns.Find(call, (long)call.Body["campaignId"]!);
        var experiment = WireJson.Members(ResourceDefaults.Experiment(call.State.Now));
        experiment["status"] = Draft;
        experiment["experimentType"] = call.Body["experimentType"]!.DeepClone();
        experiment["channelType"] = Channel((string?)campaign["messageMedium"]);
        experiment["name"] = (string?)call.Body["name"] ?? $"{(string?)campaign["name"]} Experiment";
        experiment["campaignId"] = campaign["id"]!.DeepClone();
        if ((long?)campaign["templateId"] is { } templateId)
            ExperimentVariants.Add(experiment, null, templateId);
        call.State.Experiments.Set(experiment, call.State.NextId);
        return ExperimentBehaviours.Details(call, experiment);
    }

    private static Answer CopyVariant(ApiCall call)
    {
        var experiment = Find(call, Draft, Ready);
        var source = (long)call.Body["copyFromTemplateId"]!;
        var copy = (JObject)(call.State.Templates.Find(source) ?? throw TemplateBehaviours.Unknown(source)).DeepClone();
        copy.Remove("templateId");
        copy.Remove("clientTemplateId");
        ExperimentVariants.Add(experiment, (string?)call.Body["name"], call.State.Templates.Set(copy, call.State.NextId));
        if (ExperimentVariants.Of(experiment).Count > 1)
            experiment["status"] = Ready;
        return ExperimentBehaviours.Details(call, experiment);
    }

    private static Answer Start(ApiCall call)
    {
        var experiment = Find(call, Ready);
        experiment["status"] = Running;
        experiment["startDate"] = call.State.Now;
        return ExperimentBehaviours.Details(call, experiment);
    }

    private static Answer Cancel(ApiCall call) => ExperimentBehaviours.Details(call, End(call, Find(call, Ready, Running), Finished));

    private static Answer DeclareWinner(ApiCall call)
    {
        var experiment = Find(call, Running, Finished);
        var variantId = (long)call.Body["variantId"]!;
        if (!ExperimentVariants.Declare(experiment, variantId))
            throw Refusal.BadParams($"Invalid value for variantId: {variantId} is no variant that can win");

        return ExperimentBehaviours.Details(call, End(call, experiment, "winner_found"));
    }

    private static Answer Delete(ApiCall call)
    {
        var experiment = Find(call, Draft, Ready, Finished, "winner_found");
        call.State.Experiments.Remove((long)experiment["id"]!);
        return ExperimentBehaviours.Details(call, experiment);
    }

    private static JObject End(ApiCall call, JObject experiment, string status)
    {
        experiment["status"] = status;
        if (experiment["finishDate"] is null)
            experiment["finishDate"] = call.State.Now;
        return experiment;
    }

    /// <exception cref="Refusal">There is no such experiment, or it is in none of the states.</exception>
    private static JObject Find(ApiCall call, params string[] states)
    {
        var experiment = ExperimentBehaviours.Find(call);
        return states.Contains((string?)experiment["status"])
            ? experiment
            : throw Refusal.BadParams($"Experiment {experiment["id"]} is not {string.Join(" or ", states)}, but {experiment["status"]}");
    }

    private static string Channel(string? medium) => medium switch
    {
        "InApp" => "in_app",
        "WebPush" => "web_push",
        _ => (medium ?? "Email").ToLowerInvariant(),
    };
}
