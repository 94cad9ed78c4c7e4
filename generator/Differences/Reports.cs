using System.Text;
using System.Text.RegularExpressions;

namespace Iterable.Generator.Differences;

/// <summary>The forms in which a report is printed.</summary>
internal static partial class Reports
{
    private static readonly Dictionary<ChangeLevel, string> Titles = new()
    {
        [ChangeLevel.Breaking] = "Breaking: code has to change",
        [ChangeLevel.Compatible] = "Compatible: there is more to use",
        [ChangeLevel.Informational] = "Informational: the same surface",
    };

    /// <summary>For a console: one line for each change, and a last line with the counts and the verdict.</summary>
    public static string Text(DiffReport report) => string.Concat(report.Changes
        .Select(change => $"{Word(change.Level)} {change.Id}: {OneLine(change.Location)}: {OneLine(change.Message)}\n")
        .Append($"{Summary(report)}\n"));

    /// <summary>For programs: <c>{"verdict", "changes": [{"id", "level", "location", "message"}]}</c>.</summary>
    public static string Json(DiffReport report)
    {
        var changes = report.Changes.Select(change => new JObject { ["id"] = change.Id, ["level"] = Word(change.Level), ["location"] = change.Location, ["message"] = change.Message });
        return new JObject { ["verdict"] = Word(report.Verdict), ["changes"] = new JArray(changes) }.ToFileText();
    }

    /// <summary>For a pull request: the verdict, and a table for each level.</summary>
    public static string Markdown(DiffReport report)
    {
        var text = new StringBuilder($"# What the change of the specification does: {Word(report.Verdict)}\n\n{Summary(report)}\n");
        foreach (var (level, title) in Titles.Where(title => report.Of(title.Key).Any()))
        {
            text.Append($"\n## {title}\n\n| Where | What | Kind |\n|---|---|---|\n");
            foreach (var change in report.Of(level))
                text.Append($"| {Code(change.Location)} | {Sentence(change.Message)} | {change.Id} |\n");
        }

        return text.ToString();
    }

    private static string Summary(DiffReport report) => report.Changes.Count == 0
        ? "Nothing changed."
        : $"{string.Join(", ", Enum.GetValues<ChangeLevel>().Select(level => $"{report.Of(level).Count()} {Word(level)}"))}: {Word(report.Verdict)}";

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    // Names come from a document that anybody may have written: none of them may end a line or a cell, or become markup.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    // A span of code ends at as many backticks as it began with.
    private static string Code(string text)
    {
        var longest = Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', longest + 1);
        var padding = longest > 0 ? " " : "";
        return $"{fence}{padding}{OneLine(text).Replace("|", "\\|")}{padding}{fence}";
    }

    // Pairs of backticks hold code.
    private static string Sentence(string text)
    {
        var parts = OneLine(text).Split('`');
        if (parts.Length % 2 == 0)
            return string.Join("\\`", parts.Select(part => Markup().Replace(part, "\\$0")));
        return string.Concat(parts.Select((part, i) => i % 2 == 0 ? Markup().Replace(part, "\\$0") : part.Length == 0 ? "" : Code(part)));
    }

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[\\|*_<>\[\]#~@!&]")]
    private static partial Regex Markup();
}
