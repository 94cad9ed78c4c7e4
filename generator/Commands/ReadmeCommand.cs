using System.CommandLine;

using Iterable.Generator.Completeness;
using Iterable.Generator.Differences;
using Iterable.Generator.Overlays;
using Iterable.Generator.Preparation;
using Iterable.Generator.Readme;

namespace Iterable.Generator.Commands;

/// <summary>Keeps the generated sections in the README of the specs folder.</summary>
internal static class ReadmeCommand
{
    /// <summary><c>coverage</c>: the table of operations.</summary>
    public static Command Coverage(TextWriter output, TextWriter error) =>
        Create(ReadmeSection.Coverage, "Writes every operation with its C# method, rate limit, retry class and paging.", CoverageOf, output, error);

    /// <summary><c>deviations</c>: what deviates from the vendored documents, and from the reference.</summary>
    public static Command Deviations(TextWriter output, TextWriter error) =>
        Create(ReadmeSection.Deviations, "Writes what the overlays change and why, from the descriptions of their actions.", DeviationsOf, output, error);

    private static Command Create(ReadmeSection section, string description, Func<string, DiagnosticBag, string> content, TextWriter output, TextWriter error)
    {
        var specs = new Option<string>("--specs") { Description = "The folder with the OpenAPI documents; their overlays are below overlays/.", Required = true };
        var readme = new Option<string>("--readme") { Description = "The Markdown file with the section to write.", Required = true };
        return new Command(section.Name, description) { specs, readme }.Does(output, error, (arguments, diagnostics) =>
            Run(section, content, arguments.GetRequiredValue(specs), Path.GetFullPath(arguments.GetRequiredValue(readme)), diagnostics));
    }

    private static string? Run(ReadmeSection section, Func<string, DiagnosticBag, string> content, string specs, string readme, DiagnosticBag diagnostics)
    {
        if (!Overlap.OfFile(readme, [specs], diagnostics) && !Directory.Exists(specs))
            diagnostics.Error(DiagnosticCode.SpecsFolder, $"The specs folder {Path.GetFullPath(specs)} does not exist.");
        if (diagnostics.HasErrors || diagnostics.Try(DiagnosticCode.Readme, "The file cannot be read", readme, () => File.ReadAllText(readme)) is not { } text)
            return null;

        var written = content(specs, diagnostics);
        if (diagnostics.HasErrors)
            return null;

        var updated = section.Replace(readme, text, written, diagnostics);
        if (updated is null || updated == text)
            return $"The {section.Title} in {readme} is up to date.";

        return AtomicFile.Write(readme, updated, diagnostics, specs) ? $"Wrote the {section.Title} to {readme}." : null;
    }

    private static string CoverageOf(string specs, DiagnosticBag diagnostics)
    {
        if (SpecSource.Read(specs, diagnostics) is not { } prepared)
            return "";

        // Read again: preparation changes the documents that it reads.
        var vendored = SpecFolder.Load(specs, new()).Documents.SelectMany(document => document.Root.AllOperations()).Select(operation => operation.Id).OfType<string>();
        return CoverageTable.Write(prepared, vendored.ToHashSet());
    }

    private static string DeviationsOf(string specs, DiagnosticBag diagnostics) =>
        DeviationList.Write(specs, [.. OverlayFolder.Read(specs, diagnostics), .. OverlayFolder.Read(specs, ReferenceApi.FolderName, diagnostics)]);
}
