using System.CommandLine;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.Readme;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Commands;

/// <summary>A command that keeps one <see cref="ReadmeSection"/> in the README of the specs folder.</summary>
/// <param name="section">The section; the command has its name.</param>
/// <param name="content">Makes the Markdown from the specs folder.</param>
internal sealed class ReadmeSectionCommand(ReadmeSection section, Func<string, DiagnosticBag, string> content)
{
    public Command Create(string description, TextWriter output, TextWriter error)
    {
        var specs = new Option<string>("--specs") { Description = "The folder with the OpenAPI documents; their overlays are below overlays/.", Required = true };
        var readme = new Option<string>("--readme") { Description = "The Markdown file with the section to write.", Required = true };
        var check = new Option<bool>("--check") { Description = "Writes nothing; fails when the section is not what would be written." };
        var command = new Command(section.Name, description) { specs, readme, check };
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

    private string Run(string specs, string readme, bool check, DiagnosticBag diagnostics)
    {
        if (Overlap.OfFile(readme, [specs]) is { } overlap)
        {
            diagnostics.Include([overlap]);
            return "";
        }

        if (!Directory.Exists(specs))
            diagnostics.Error(DiagnosticCode.SpecsFolder, $"The specs folder {Path.GetFullPath(specs)} does not exist.");
        if (ReadText(readme, diagnostics) is not { } text || diagnostics.HasErrors)
            return "";

        var written = content(specs, diagnostics);
        if (diagnostics.HasErrors)
            return "";

        var updated = section.Replace(readme, text, written, diagnostics);
        if (updated is null || updated == text)
            return $"The {section.Title} in {readme} is up to date.";

        if (check)
            diagnostics.Error(DiagnosticCode.Readme, $"The {section.Title} differs from the specifications. Write it with: dotnet run --project generator -- {section.Name} --specs {specs} --readme {readme}", ReadmeSection.FirstDifference(readme, text, updated));
        else if (AtomicFile.Write(readme, updated, specs) is { } problem)
            diagnostics.Error(problem.Code, problem.Message, problem.At);
        return $"Wrote the {section.Title} to {readme}.";
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
