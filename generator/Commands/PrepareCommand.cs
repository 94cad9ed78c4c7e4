using System.CommandLine;

using Iterable.Generator.Preparation;

namespace Iterable.Generator.Commands;

/// <summary><c>prepare</c>: from a specs folder to one OpenAPI 3.0 document.</summary>
internal static class PrepareCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var specs = new Option<string>("--specs") { Description = "The folder with the OpenAPI documents; their overlays are below overlays/.", Required = true };
        var target = new Option<string>("--output") { Description = "The file to write. It is left alone when the specification has errors.", Required = true };
        return new Command("prepare", "Applies the overlays, names inline schemas, merges the documents, checks them and writes OpenAPI 3.0.") { specs, target }
            .Does(output, error, (arguments, diagnostics) => Run(arguments.GetRequiredValue(specs), arguments.GetRequiredValue(target), diagnostics));
    }

    private static string? Run(string specs, string target, DiagnosticBag diagnostics)
    {
        var prepared = SpecPreparation.Prepare(specs);
        diagnostics.Include(prepared.Diagnostics);
        if (prepared.HasErrors || !AtomicFile.Write(target, prepared.ToJson(), diagnostics, specs))
            return null;

        var warnings = prepared.Diagnostics.Count(diagnostic => diagnostic.Severity is Severity.Warning);
        var count = warnings switch { 0 => "", 1 => " with 1 warning", _ => $" with {warnings} warnings" };
        return $"Prepared {Path.GetFullPath(target)}{count}.";
    }
}
