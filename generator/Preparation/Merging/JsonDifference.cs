using Iterable.Generator.JsonPaths;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Merging;

/// <summary>Says where two JSON values differ.</summary>
internal static class JsonDifference
{
    /// <summary>The path of the first difference (<c>$</c> for the values themselves), or null when they are equal. The order of members does not count.</summary>
    public static string? Find(JToken left, JToken right, string path = "$")
    {
        switch (left, right)
        {
            case (JObject a, JObject b):
                foreach (var name in a.Properties().Concat(b.Properties()).Select(member => member.Name).Distinct())
                {
                    var child = JsonPathText.Child(path, name);
                    if (a[name] is not { } x || b[name] is not { } y)
                        return child;
                    if (Find(x, y, child) is { } difference)
                        return difference;
                }

                return null;
            case (JArray a, JArray b) when a.Count == b.Count:
                return a.Zip(b).Select((pair, i) => Find(pair.First, pair.Second, $"{path}[{i}]")).FirstOrDefault(found => found is not null);
            default:
                return JToken.DeepEquals(left, right) ? null : path;
        }
    }
}
