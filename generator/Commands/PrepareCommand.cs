using System.CommandLine;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.Preparation;

namespace Iterable.Generator.Commands;

/// <summary><c>prepare</c>: from a specs folder to one OpenAPI 3.0 document.</summary>
internal static class PrepareCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var specs = new Option<string>("--specs") { Description = "The folder with the OpenAPI documents; their overlays are below overlays/.", Required = true };
        var target = new Option<string>("--output") { Description = "The file to write. It is left alone when the specification has errors.", Required = true };
        var command = new Command("prepare", "Applies the overlays, names inline schemas, merges the documents, checks them and writes OpenAPI 3.0.") { specs, target };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(specs), arguments.GetRequiredValue(target), output, error));
        return command;
    }

    private static int Run(string specs, string target, TextWriter output, TextWriter error)
    {
        var prepared = SpecPreparation.Prepare(specs);
        foreach (var diagnostic in prepared.Diagnostics)
            error.WriteLine(diagnostic);
        if (prepared.HasErrors)
            return CommandLine.Failure;

        if (AtomicFile.Write(target, prepared.ToJson(), specs) is { } problem)
        {
            error.WriteLine(problem);
            return CommandLine.Failure;
        }

        var warnings = prepared.Diagnostics.Count(diagnostic => diagnostic.Severity is Severity.Warning);
        var count = warnings switch { 0 => "", 1 => " with 1 warning", _ => $" with {warnings} warnings" };
        output.WriteLine($"Prepared {Path.GetFullPath(target)}{count}.");
        return CommandLine.Success;
    }
}
