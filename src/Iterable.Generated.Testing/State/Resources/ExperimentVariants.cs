using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The variants of an experiment, each with all that the service says of one.</summary>
internal static class ExperimentVariants
{
    /// <summary>Copies. The first variant has the id 0 and is the control, and all have the same part, unless they say otherwise.</summary>
    public static IReadOnlyList<JObject> Of(JObject experiment)
    {
        JObject[] variants = [.. (experiment["variants"] as JArray ?? []).OfType<JObject>().Select(variant => (JObject)variant.DeepClone())];
        for (var i = 0; i < variants.Length; i++)
        {
            var variant = variants[i];
            variant.TryAdd("id", i);
            variant.TryAdd("name", $"Variant {i}");
            variant.TryAdd("value", new JObject());
            variant.TryAdd("currentPercentage", decimal.Round(100m / variants.Length, 2));
            variant.TryAdd("isControl", i == 0);
            variant.TryAdd("isWinner", false);
        }

        return variants;
    }

    /// <summary>Adds a variant that is made from a template.</summary>
    public static void Add(JObject experiment, string? name, long templateId)
    {
        var number = Of(experiment).Select(variant => (long)variant["id"]!).DefaultIfEmpty(-1).Max() + 1;
        if (experiment["variants"] is not JArray variants)
            experiment["variants"] = variants = [];
        variants.Add(new JObject
        {
            ["id"] = number,
            ["name"] = name ?? (number == 0 ? "Control" : $"Variant {number}"),
            ["value"] = new JObject { ["templateId"] = templateId },
        });
    }

    /// <summary>Marks a variant as the winner; tells whether it is there.</summary>
    public static bool Declare(JObject experiment, long variantId)
    {
        var variants = Of(experiment);
        if (variants.FirstOrDefault(variant => (long)variant["id"]! == variantId) is not { } winner)
            return false;

        winner["isWinner"] = true;
        experiment["variants"] = new JArray(variants);
        return true;
    }
}
