using System.CommandLine;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.Differences;
using Iterable.Generator.Releases;
using Iterable.Generator.Sources;

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
        var command = new Command("changelog", "Enters the differences of two specifications in the section of the changelog that the next release will have.") { before, after, file, surfaceBefore, surfaceAfter };
        command.SetAction(arguments =>
        {
            var diagnostics = new DiagnosticBag();
            var target = Path.GetFullPath(arguments.GetRequiredValue(file));
            var (earlier, later) = (arguments.GetRequiredValue(before), arguments.GetRequiredValue(after));
            if (Overlap.OfFile(target, [earlier, later]) is { } overlap)
                diagnostics.Include([overlap]);
            else if (SpecDiff.Compare(earlier, later, arguments.GetValue(surfaceBefore), arguments.GetValue(surfaceAfter), diagnostics) is { } report)
                Enter(report, target, [earlier, later], output, diagnostics);
            foreach (var diagnostic in diagnostics.ToList())
                error.WriteLine(diagnostic);
            return diagnostics.HasErrors ? CommandLine.Failure : CommandLine.Success;
        });
        return command;
    }

    private static void Enter(DiffReport report, string file, string[] sources, TextWriter output, DiagnosticBag diagnostics)
    {
        if (Read(file, diagnostics) is not { } text)
            return;

        // What is new in the surface the specifications tell in better words; what is gone may be told by the surface alone.
        var entries = report.Changes.Where(change => change.Id is not ("surface-added" or "surface-marked")).ToList();
        var updated = Changelog.Add(file, text, entries.Select(change => (Heading(change.Level), $"`{change.Location}`: {change.Message}")), diagnostics);
        if (updated is null || updated == text)
            return;

        if (AtomicFile.Write(file, updated, sources) is { } problem)
            diagnostics.Error(problem.Code, problem.Message, problem.At);
        else
            output.WriteLine($"Entered {entries.Count} {(entries.Count == 1 ? "change" : "changes")} in {file}.");
    }

    private static string Heading(ChangeLevel level) => level switch
    {
        ChangeLevel.Breaking => "Breaking",
        ChangeLevel.Compatible => "Added",
        _ => "Changed",
    };

    private static string? Read(string file, DiagnosticBag diagnostics)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(DiagnosticCode.Changelog, $"The changelog cannot be read: {e.Message}", new SourceMark(file, 1, 1));
            return null;
        }
    }
}
