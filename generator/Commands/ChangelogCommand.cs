using System.CommandLine;

using Iterable.Generator.Differences;
using Iterable.Generator.Releases;

namespace Iterable.Generator.Commands;

/// <summary><c>changelog</c>: enters what a change of the specifications does to users.</summary>
internal static class ChangelogCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var before = new Option<string>("--before") { Description = "The specs folder, or the file, of before.", Required = true };
        var after = new Option<string>("--after") { Description = "The specs folder, or the file, of now.", Required = true };
        var file = new Option<string>("--file") { Description = "The changelog.", Required = true };
        var (surfaceBefore, surfaceAfter) = DiffCommand.SurfaceOptions();
        return new Command("changelog", "Enters the differences of two specifications in the section of the changelog that the next release will have.") { before, after, file, surfaceBefore, surfaceAfter }
            .Does(output, error, (arguments, diagnostics) =>
            {
                var target = Path.GetFullPath(arguments.GetRequiredValue(file));
                string[] sources = [arguments.GetRequiredValue(before), arguments.GetRequiredValue(after)];
                return !Overlap.OfFile(target, sources, diagnostics)
                    && SpecDiff.Compare(sources[0], sources[1], arguments.GetValue(surfaceBefore), arguments.GetValue(surfaceAfter), diagnostics) is { } report
                    ? Enter(report, target, sources, diagnostics)
                    : null;
            });
    }

    private static string? Enter(DiffReport report, string file, string[] sources, DiagnosticBag diagnostics)
    {
        if (diagnostics.Try(DiagnosticCode.Changelog, "The changelog cannot be read", file, () => File.ReadAllText(file)) is not { } text)
            return null;

        // What is new in the surface the specifications tell in better words; what is gone may be told by the surface alone.
        var entries = report.Changes.Where(change => change.Id is not ("surface-added" or "surface-marked")).ToList();
        var updated = Changelog.Add(file, text, entries.Select(change => (Heading(change.Level), $"`{change.Location}`: {change.Message}")), diagnostics);
        return updated is null || updated == text || !AtomicFile.Write(file, updated, diagnostics, sources)
            ? null
            : $"Entered {entries.Count} {(entries.Count == 1 ? "change" : "changes")} in {file}.";
    }

    private static string Heading(ChangeLevel level) => level switch
    {
        ChangeLevel.Breaking => "Breaking",
        ChangeLevel.Compatible => "Added",
        _ => "Changed",
    };
}
