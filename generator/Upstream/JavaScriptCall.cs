using System.Text;
using System.Text.RegularExpressions;

namespace Iterable.Generator.Upstream;

/// <summary>A call that a client in JavaScript makes.</summary>
/// <param name="Method">The HTTP method in capitals; null where the code does not say it in a form that is known here.</param>
/// <param name="Path">The path from the host on, with <c>{}</c> in the place of each value; null where it is put together in a form that is not known here.</param>
/// <param name="At">Where the path stands.</param>
internal sealed partial record JavaScriptCall(string? Method, string? Path, SourceMark At)
{
    /// <summary>
    /// The calls of a file: <c>client.get("/api/lists")</c>, <c>client.post(`/api/lists/${id}/x?${query}`, body)</c>, and <c>client.get(url)</c> after <c>const url = ...</c>. Every text
    /// that begins like a path of the API is one, so that no form of a call is passed over.
    /// </summary>
    public static IEnumerable<JavaScriptCall> In(string file, string text) =>
        Beginning().Matches(text).Select(match => new JavaScriptCall(MethodOf(text, match.Index), PathAt(text, match.Index), MarkOf(file, text, match.Index)));

    private static string? MethodOf(string text, int at)
    {
        var before = text[Math.Max(0, at - 100)..at];
        if (Caller().Match(before) is { Success: true } caller)
            return caller.Groups[1].Value.ToUpperInvariant();

        return Variable().Match(before) is { Success: true } variable
            && Regex.Match(text[at..], $@"\.(get|post|put|patch|delete)\(\s*{Regex.Escape(variable.Groups[1].Value)}\s*[,)]") is { Success: true } use
            ? use.Groups[1].Value.ToUpperInvariant()
            : null;
    }

    private static string? PathAt(string text, int at)
    {
        var path = new StringBuilder();
        for (var i = at + 1; i < text.Length && text[i] != text[at] && text[i] != '?'; i++)
        {
            if (text[at] != '`' || !text.AsSpan(i).StartsWith("${"))
            {
                path.Append(text[i]);
                continue;
            }

            // A value that is no whole segment of the path is the query.
            if (path[^1] != '/')
                break;
            path.Append("{}");
            i = EndOfValue(text, i + 1);
        }

        return path[^1] == '/' ? null : path.ToString();
    }

    private static int EndOfValue(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }

        return text.Length;
    }

    private static SourceMark MarkOf(string file, string text, int at) =>
        new(file, text.AsSpan(0, at).Count('\n') + 1, at - text.LastIndexOf('\n', at));

    [GeneratedRegex("""["'`]/api/""")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\.(get|post|put|patch|delete)\(\s*$")]
    private static partial Regex Caller();

    [GeneratedRegex(@"([\w$]+)\s*=\s*$")]
    private static partial Regex Variable();
}
