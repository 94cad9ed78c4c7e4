using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Shaping;

/// <summary>
/// Overlays can only append to a list. When upstream adds an enum value or a required member that an overlay adds too, the list says it
/// twice and means it once.
/// </summary>
internal static class Repetitions
{
    public static void Remove(JObject document)
    {
        foreach (var site in document.AllSchemas())
        {
            RemoveFrom(site.Schema["enum"]);
            RemoveFrom(site.Schema["required"]);
        }
    }

    private static void RemoveFrom(JToken? list)
    {
        var seen = new HashSet<JToken>(JToken.EqualityComparer);
        foreach (var entry in (list as JArray)?.Where(entry => !seen.Add(entry)).ToList() ?? [])
            entry.Remove();
    }
}
