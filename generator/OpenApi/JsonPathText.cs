using System.Text.RegularExpressions;

namespace Iterable.Generator.OpenApi;

/// <summary>Writes the path of a place in a document, short where a name needs no quotes.</summary>
public static partial class JsonPathText
{
    /// <summary>The path that selects exactly this token in its document, for example <c>$.paths['/users/update'].post</c>.</summary>
    public static string Of(JToken token) => token.Parent switch
    {
        null => "$",
        JProperty { Parent: { } parent } member => Child(Of(parent), member.Name),
        JArray array => $"{Of(array)}[{array.IndexOf(token)}]",
        _ => "$",
    };

    /// <summary>The path of a member of the object at <paramref name="parent"/>.</summary>
    public static string Child(string parent, string name) => PlainName().IsMatch(name)
        ? $"{parent}.{name}"
        : $"{parent}['{string.Concat(name.Select(Escape))}']";

    private static string Escape(char c) => c switch
    {
        '\'' => @"\'",
        '\\' => @"\\",
        < ' ' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    };

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex PlainName();
}

/// <summary>Says where two JSON values differ.</summary>
internal static class JsonDifference
{
    /// <summary>The path of the first difference (<c>$</c> for the values themselves), or null when they are equal. The order of members does not count, and 1 is 1.0.</summary>
    public static string? Find(JToken left, JToken right, string path = "$") => (left, right) switch
    {
        (JObject a, JObject b) => a.Properties().Concat(b.Properties())
            .Select(member => member.Name)
            .Distinct()
            .Select(name => (Left: a[name], Right: b[name], Path: JsonPathText.Child(path, name)))
            .Select(pair => pair is ({ } one, { } other, _) ? Find(one, other, pair.Path) : pair.Path)
            .FirstOrDefault(found => found is not null),
        (JArray a, JArray b) when a.Count == b.Count => a.Zip(b).Select((pair, i) => Find(pair.First, pair.Second, $"{path}[{i}]")).FirstOrDefault(found => found is not null),
        (JValue { Type: JTokenType.Integer or JTokenType.Float } a, JValue { Type: JTokenType.Integer or JTokenType.Float } b) => ((double)a).Equals((double)b) ? null : path,
        _ => JToken.DeepEquals(left, right) ? null : path,
    };
}
