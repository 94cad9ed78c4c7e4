using System.CommandLine;

using Iterable.Generator.Completeness;
using Iterable.Generator.Deviations;
using Iterable.Generator.Diagnostics;
using Iterable.Generator.Preparation;
using Iterable.Generator.Readme;

namespace Iterable.Generator.Commands;

/// <summary><c>deviations</c>: keeps the list of deviations from the vendored documents, and from the reference, in the README of the specs folder.</summary>
internal static class DeviationsCommand
{
    public static Command Create(TextWriter output, TextWriter error) =>
        new ReadmeSectionCommand(ReadmeSection.Deviations, Write)
            .Create("Writes what the overlays change and why, from the descriptions of their actions.", output, error);

    private static string Write(string specs, DiagnosticBag diagnostics) =>
        DeviationList.Write(specs, [.. SpecFolder.ReadOverlays(specs, diagnostics), .. SpecFolder.ReadOverlays(specs, ReferenceApi.FolderName, diagnostics)]);
}
