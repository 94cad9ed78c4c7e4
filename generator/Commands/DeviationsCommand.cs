using System.CommandLine;

using Iterable.Generator.Deviations;
using Iterable.Generator.Diagnostics;
using Iterable.Generator.Preparation;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Commands;

/// <summary><c>deviations</c>: keeps the list of deviations from the vendored documents in the README of the specs folder.</summary>
internal static class DeviationsCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var specs = new Option<string>("--specs") { Description = "The folder with the OpenAPI documents; their overlays are below overlays/.", Required = true };
        var readme = new Option<string>("--readme") { Description = "The Markdown file with the section to write.", Required = true };
        var check = new Option<bool>("--check") { Description = "Writes nothing; fails when the section is not what would be written." };
        var command = new Command("deviations", "Writes what the overlays change and why, from the descriptions of their actions.") { specs, readme, check };
        command.SetAction(arguments =>
        {
            var diagnostics = new DiagnosticBag();
            var message = Run(arguments.GetRequiredValue(specs), Path.GetFullPath(arguments.GetRequiredValue(readme)), arguments.GetValue(check), diagnostics);
            foreach (var diagnostic in diagnostics.ToList())
                error.WriteLine(diagnostic);
            if (diagnostics.HasErrors)
                return CommandLine.Failure;

            output.WriteLine(message);
            return CommandLine.Success;
        });
        return command;
    }

    private static string Run(string specs, string readme, bool check, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(specs))
            diagnostics.Error(DiagnosticCode.SpecsFolder, $"The specs folder {Path.GetFullPath(specs)} does not exist.");
        var overlays = SpecFolder.ReadOverlays(specs, diagnostics);
        if (ReadText(readme, diagnostics) is not { } text || diagnostics.HasErrors)
            return "";

        var updated = ReadmeSection.Replace(readme, text, DeviationList.Write(specs, overlays), diagnostics);
        if (updated is null || updated == text)
            return $"The deviations in {readme} are up to date.";

        if (check)
            diagnostics.Error(DiagnosticCode.Readme, $"The list of deviations differs from the overlays. Write it with: dotnet run --project generator -- deviations --specs {specs} --readme {readme}", ReadmeSection.FirstDifference(readme, text, updated));
        else if (AtomicFile.Write(readme, updated) is { } problem)
            diagnostics.Error(problem.Code, problem.Message, problem.At);
        return $"Wrote the deviations to {readme}.";
    }

    private static string? ReadText(string readme, DiagnosticBag diagnostics)
    {
        try
        {
            return File.ReadAllText(readme);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(DiagnosticCode.Readme, $"The file cannot be read: {e.Message}", new SourceMark(readme, 1, 1));
            return null;
        }
    }
}
