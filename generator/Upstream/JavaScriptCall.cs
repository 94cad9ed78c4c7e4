using System.Text.RegularExpressions;

namespace Iterable.Generator.Upstream;

/// <summary>A call that a client in JavaScript makes.</summary>
/// <param name="Method">The HTTP method in capitals; null where the code does not say it in a form that is known here.</param>
/// <param name="Path">The path from the host on, with <c>{}</c> in the place of each value; null where it is put together in a form that is not known here.</param>
/// <param name="At">Where the path stands.</param>
internal sealed partial record JavaScriptCall(string? Method, string? Path, SourceMark At)
{
    // A value in a text, up to the brace that closes it.
    private const string Value = @"\$\{(?>[^{}]+|(?<open>\{)|(?<-open>\}))*(?(open)(?!))\}";

    /// <summary>
    /// The calls of a file: <c>client.get("/api/lists")</c>, <c>client.post(`/api/lists/${id}/x?${query}`, body)</c>, and <c>client.get(url)</c> after <c>const url = ...</c>. Every text
    /// that begins like a path of the API is one, so that no form of a call is passed over.
    /// </summary>
    public static IEnumerable<JavaScriptCall> In(string file, string text) => Beginning().Matches(text).Select(match =>
    {
        var (at, path) = (match.Groups["quote"].Index, Values().Replace(match.Groups["path"].Value, "{}"));
        return new JavaScriptCall(MethodOf(match, text), path.EndsWith('/') ? null : path, new(file, text.AsSpan(0, at).Count('\n') + 1, at - text.LastIndexOf('\n', at)));
    });

    private static string? MethodOf(Match match, string text)
    {
        var method = match.Groups["method"];
        if (match.Groups["variable"] is { Success: true, Value: var variable })
            method = Regex.Match(text[match.Index..], $@"\.(get|post|put|patch|delete)\(\s*{Regex.Escape(variable)}\s*[,)]").Groups[1];
        return method.Success ? method.Value.ToUpperInvariant() : null;
    }

    // A value that is no whole segment of the path is the query.
    [GeneratedRegex($$"""(\.(?<method>get|post|put|patch|delete)\(\s*|(?<variable>[\w$]+)\s*=\s*)?(?<quote>["'`])(?<path>/api/((?<=/){{Value}}|(?!\k<quote>|\$\{)[^?])*)""")]
    private static partial Regex Beginning();

    [GeneratedRegex(Value)]
    private static partial Regex Values();
}
