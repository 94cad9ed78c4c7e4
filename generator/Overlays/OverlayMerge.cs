using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Overlays;

/// <summary>How an update changes its target. An array can only grow: replacing one takes a removal and an update.</summary>
internal static class OverlayMerge
{
    /// <summary>Changes the target; returns what is wrong when it cannot.</summary>
    public static string? Update(JToken target, JToken update)
    {
        switch (target)
        {
            case JArray array:
                array.Add(update.DeepClone());
                return null;
            case JObject into when update is JObject from:
                Merge(into, from);
                return null;
            case JObject:
                return $"the target is a mapping and takes a mapping; the update is {Name(update)}.";
            default:
                return $"the target is {Name(target)}, and only mappings and lists can be updated; update the mapping around it.";
        }
    }

    private static void Merge(JObject into, JObject from)
    {
        foreach (var member in from.Properties())
        {
            switch (into[member.Name], member.Value)
            {
                case (JObject inner, JObject update):
                    Merge(inner, update);
                    break;
                case (JArray list, JArray more):
                    foreach (var entry in more)
                        list.Add(entry.DeepClone());
                    break;
                case (null, _):
                    into.Add(member.DeepClone());
                    break;
                default:
                    into[member.Name] = member.Value.DeepClone();
                    break;
            }
        }
    }

    private static string Name(JToken token) => token.Type switch
    {
        JTokenType.Object => "a mapping",
        JTokenType.Array => "a list",
        JTokenType.Null => "null",
        var type => $"a {type.ToString().ToLowerInvariant()}",
    };
}
