using System.Text;

namespace Iterable.Generator.Differences.Reports;

/// <summary>The report for a pull request: the verdict, and a table for each level.</summary>
internal static class MarkdownReport
{
    private static readonly Dictionary<ChangeLevel, string> Titles = new()
    {
        [ChangeLevel.Breaking] = "Breaking: code has to change",
        [ChangeLevel.Compatible] = "Compatible: there is more to use",
        [ChangeLevel.Informational] = "Informational: the same surface",
    };

    public static string Write(DiffReport report)
    {
        var text = new StringBuilder($"# What the change of the specification does: {Words.Of(report.Verdict)}\n\n{Words.Summary(report)}\n");
        foreach (var (level, title) in Titles)
        {
            var changes = report.Of(level).ToList();
            if (changes.Count == 0)
                continue;

            text.Append($"\n## {title}\n\n| Where | What | Kind |\n|---|---|---|\n");
            foreach (var change in changes)
                text.Append($"| {MarkdownText.Code(change.Location)} | {MarkdownText.Sentence(change.Message)} | {change.Id} |\n");
        }

        return text.ToString();
    }
}
