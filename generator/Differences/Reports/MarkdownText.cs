using System.Text;
using System.Text.RegularExpressions;

namespace Iterable.Generator.Differences.Reports;

/// <summary>Text in a cell of a Markdown table. Names come from a document that anybody may have written: none of them may end the cell or become markup.</summary>
internal static partial class MarkdownText
{
    /// <summary>The text as code.</summary>
    public static string Code(string text)
    {
        // A span of code ends at as many backticks as it began with.
        var longest = Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', longest + 1);
        var padding = longest > 0 ? " " : "";
        return $"{fence}{padding}{OneLine(text).Replace("|", "\\|")}{padding}{fence}";
    }

    /// <summary>A sentence in which pairs of backticks hold code.</summary>
    public static string Sentence(string text)
    {
        var parts = OneLine(text).Split('`');
        var isPaired = parts.Length % 2 == 1;
        var result = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            var isCode = isPaired && i % 2 == 1;
            result.Append(isCode ? parts[i].Length == 0 ? "" : Code(parts[i]) : Markup().Replace(parts[i], "\\$0"));
            if (!isPaired && i < parts.Length - 1)
                result.Append("\\`");
        }

        return result.ToString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[\\|*_<>\[\]#~@!&]")]
    private static partial Regex Markup();
}
