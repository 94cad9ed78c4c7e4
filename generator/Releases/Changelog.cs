namespace Iterable.Generator.Releases;

/// <summary>Adds entries to the section of a changelog that the next release will have.</summary>
internal static class Changelog
{
    private const string Unreleased = "## Unreleased";

    /// <summary>
    /// Puts each entry under its heading in the section of what is not yet released. Entries that are there already are not
    /// repeated; headings that are missing are made; everything else stays.
    /// </summary>
    /// <returns>The new text; null, with the reason in <paramref name="diagnostics"/>, when there is no such section.</returns>
    public static string? Add(string file, string text, IEnumerable<(string Heading, string Entry)> entries, DiagnosticBag diagnostics)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        var start = lines.IndexOf(Unreleased);
        if (start < 0)
        {
            diagnostics.Error(DiagnosticCode.Changelog, $"The changelog has no line \"{Unreleased}\" to put the changes under.", new SourceMark(file, 1, 1));
            return null;
        }

        foreach (var (heading, entry) in entries)
            Add(lines, start, heading, "- " + entry);
        return string.Join(newLine, lines);
    }

    private static void Add(List<string> lines, int start, string heading, string line)
    {
        var end = End(lines, start + 1, "## ");
        if (lines.FindIndex(start, end - start, existing => existing == line) >= 0)
            return;

        var at = lines.FindIndex(start, end - start, existing => existing == "### " + heading);
        if (at < 0)
        {
            // A new heading comes after the others; the blank lines before the next section stay where they are.
            at = AfterText(lines, start, end);
            lines.InsertRange(at, ["", "### " + heading, "", line]);
            return;
        }

        lines.Insert(AfterText(lines, at, End(lines, at + 1, "##")), line);
    }

    private static int End(List<string> lines, int from, string mark)
    {
        var end = lines.FindIndex(from, line => line.StartsWith(mark, StringComparison.Ordinal));
        return end < 0 ? lines.Count : end;
    }

    private static int AfterText(List<string> lines, int start, int end)
    {
        var last = end - 1;
        while (last > start && lines[last].Length == 0)
            last--;
        return last + 1;
    }
}
