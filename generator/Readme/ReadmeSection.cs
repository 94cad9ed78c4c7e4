namespace Iterable.Generator.Readme;

/// <summary>A part of a README that is generated, between two comments that no reader of the page sees.</summary>
/// <param name="Name">The name in the comments, and of the command that writes the section.</param>
/// <param name="Title">How messages name the section.</param>
public sealed record ReadmeSection(string Name, string Title)
{
    /// <summary>What the overlays change, and why.</summary>
    public static ReadmeSection Deviations { get; } = new("deviations", "list of deviations");

    /// <summary>The operations and what is known of them.</summary>
    public static ReadmeSection Coverage { get; } = new("coverage", "table of operations");

    /// <summary>The line before the section.</summary>
    public string Begin => $"<!-- begin {Name} -->";

    /// <summary>The line after the section.</summary>
    public string End => $"<!-- end {Name} -->";

    /// <summary>The text with another section in it, in the line ends that it has; null, with an error, when the two lines are not there.</summary>
    public string? Replace(string file, string text, string section, DiagnosticBag diagnostics)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var begin = Array.IndexOf(lines, Begin);
        var end = Array.IndexOf(lines, End, begin + 1);
        if (begin < 0 || end < 0 || Array.LastIndexOf(lines, Begin) != begin || Array.LastIndexOf(lines, End) != end)
        {
            diagnostics.Error(DiagnosticCode.Readme, $"The place for the {Title} is missing: two lines, '{Begin}' and after it '{End}', each once and alone on its line.", new SourceMark(file, 1, 1));
            return null;
        }

        var written = new[] { "" }.Concat(section.TrimEnd('\n').Split('\n')).Append("");
        return string.Join(newLine, lines[..(begin + 1)].Concat(written).Concat(lines[end..]));
    }
}
