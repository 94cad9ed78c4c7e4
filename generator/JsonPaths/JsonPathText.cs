using System.Text.RegularExpressions;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.JsonPaths;

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
