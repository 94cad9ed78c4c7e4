using System.Globalization;

using Newtonsoft.Json;

namespace Iterable.Generator.OpenApi;

/// <summary>Reads members of a tree that may lack them or hold something else there.</summary>
internal static class JsonReading
{
    /// <summary>A member; null when there is none. Newtonsoft's own indexer throws on what is no object.</summary>
    public static JToken? Member(this JToken? holder, string name) => (holder as JObject)?[name];

    /// <summary>The text of a member; null when it has none.</summary>
    public static string? Text(this JToken? holder, string name) => holder.Member(name) is JValue { Value: string text } ? text : null;

    /// <summary>True when the member is true.</summary>
    public static bool IsTrue(this JToken? holder, string name) => holder.Member(name) is JValue { Value: true };

    /// <summary>The texts of a list.</summary>
    public static IReadOnlyList<string> Texts(this JToken? list) =>
        [.. (list as JArray ?? []).OfType<JValue>().Where(value => value.Value is not null).Select(value => value.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The members whose values are objects.</summary>
    public static IEnumerable<(string Name, JObject Value)> Objects(this JToken? holder) =>
        (holder as JObject ?? []).Properties().Where(member => member.Value is JObject).Select(member => (member.Name, (JObject)member.Value));

    /// <summary>True when two tokens say the same: the order of members does not count, and 1 is 1.0.</summary>
    public static bool SaysTheSame(this JToken? one, JToken? other) => one is null || other is null ? one == other : JsonDifference.Find(one, other) is null;

    /// <summary>How a message shows a value.</summary>
    public static string Show(this JToken? value) => value switch
    {
        null => "nothing",
        JValue { Type: JTokenType.String } text => $"`{text.Value}`",
        _ => $"`{value.ToString(Formatting.None)}`",
    };

    /// <summary>The text of a file: a line for each member, and the same bytes on every machine.</summary>
    public static string ToFileText(this JToken content) => content.ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n";
}
