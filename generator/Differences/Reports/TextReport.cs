using System.Text;

namespace Iterable.Generator.Differences.Reports;

/// <summary>The report for a console: one line for each change, and a last line with the counts and the verdict.</summary>
internal static class TextReport
{
    public static string Write(DiffReport report)
    {
        var text = new StringBuilder();
        foreach (var change in report.Changes)
            text.Append($"{Words.Of(change.Level)} {change.Id}: {OneLine(change.Location)}: {OneLine(change.Message)}\n");
        return text.Append($"{Words.Summary(report)}\n").ToString();
    }

    // Names come from a document that anybody may have written.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
