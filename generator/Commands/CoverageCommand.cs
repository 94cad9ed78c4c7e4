using System.CommandLine;

using Iterable.Generator.Coverage;
using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Preparation;
using Iterable.Generator.Readme;

namespace Iterable.Generator.Commands;

/// <summary><c>coverage</c>: keeps the table of operations in the README of the specs folder.</summary>
internal static class CoverageCommand
{
    public static Command Create(TextWriter output, TextWriter error) =>
        new ReadmeSectionCommand(ReadmeSection.Coverage, Write)
            .Create("Writes every operation with its C# method, rate limit, retry class and paging.", output, error);

    private static string Write(string specs, DiagnosticBag diagnostics)
    {
        var prepared = SpecPreparation.Prepare(specs);
        diagnostics.Include(prepared.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error));
        if (prepared.HasErrors)
            return "";

        // Read again: preparation changes the documents that it reads.
        var vendored = SpecFolder.Load(specs, new()).Documents.SelectMany(document => document.Root.AllOperations()).Select(operation => operation.Id).OfType<string>();
        return CoverageTable.Write(prepared.Document, vendored.ToHashSet());
    }
}
