using System.Text;
using System.Text.RegularExpressions;

using Iterable.Generator.Overlays;

namespace Iterable.Generator.Readme;

/// <summary>Lists what the overlays change and why: the actions that give a reason, by overlay.</summary>
public static partial class DeviationList
{
    /// <summary>The list as Markdown, with line feeds; the same overlays always give the same text.</summary>
    public static string Write(string specsFolder, IReadOnlyList<Overlay> overlays)
    {
        var text = new StringBuilder();
        foreach (var overlay in overlays)
        {
            var reasoned = overlay.Actions.Where(action => action.Description is not null).ToList();
            if (reasoned.Count == 0)
                continue;

            var file = Path.GetRelativePath(specsFolder, overlay.File).Replace('\\', '/');
            text.Append($"### {OneLine(overlay.Title)}\n\n[`{file}`]({file.Replace(" ", "%20")})\n\n| Target | Reason |\n|---|---|\n");
            foreach (var action in reasoned)
                text.Append($"| {Code(action.Target.Text)} | {Cell(action.Description!)} |\n");
            text.Append('\n');
        }

        return text.Length == 0 ? "No overlay gives a reason for an action.\n" : text.ToString().TrimEnd('\n') + "\n";
    }

    // A cell ends at a bar, also inside code; two backquotes hold one that belongs to the text.
    private static string Code(string text) => text.Contains('`') ? $"`` {Cell(text)} ``" : $"`{Cell(text)}`";

    private static string Cell(string text) => OneLine(text).Replace("|", @"\|");

    private static string OneLine(string text) => Blanks().Replace(text.Trim(), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
