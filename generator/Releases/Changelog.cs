using System.Text.RegularExpressions;

namespace Iterable.Generator.Releases;

/// <summary>Adds entries to the section of a changelog that the next release will have.</summary>
internal static partial class Changelog
{
    /// <summary>
    /// Puts each entry under its heading in the section of what is not yet released. Entries that are there already are not
    /// repeated; headings that are missing are made; everything else stays.
    /// </summary>
    /// <returns>The new text; null, with the reason in <paramref name="diagnostics"/>, when there is no such section.</returns>
    public static string? Add(string file, string text, IEnumerable<(string Heading, string Entry)> entries, DiagnosticBag diagnostics)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        text = text.ReplaceLineEndings("\n");
        if (!Unreleased().IsMatch(text))
        {
            diagnostics.Error(DiagnosticCode.Changelog, "The changelog has no line \"## Unreleased\" to put the changes under.", new SourceMark(file, 1, 1));
            return null;
        }

        var added = Unreleased().Replace(text, section => entries.Aggregate(section.Value, (written, entry) => Add(written, $"\n### {entry.Heading}\n", $"\n- {entry.Entry}")), 1);
        return added.Replace("\n", newLine, StringComparison.Ordinal);
    }

    // A new heading comes after the others.
    private static string Add(string section, string heading, string entry)
    {
        if ($"{section}\n".Contains($"{entry}\n", StringComparison.Ordinal))
            return section;
        var at = section.IndexOf(heading, StringComparison.Ordinal);
        if (at < 0)
            return $"{section}\n{heading}{entry}";

        var next = section.IndexOf("\n\n##", at + heading.Length, StringComparison.Ordinal);
        return section.Insert(next < 0 ? section.Length : next, entry);
    }

    // Up to its last line that is not blank.
    [GeneratedRegex(@"(?<=\A|\n)## Unreleased(?=\n|\z).*?(?=\n*(\n## |\z))", RegexOptions.Singleline)]
    private static partial Regex Unreleased();
}
