using System.CommandLine;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.Dialects;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Outlines;

namespace Iterable.Generator.Commands;

/// <summary><c>outline</c>: the structure of an OpenAPI or Swagger document, without its prose.</summary>
internal static class OutlineCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("file") { Description = "An OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document, YAML or JSON." };
        var target = new Option<string>("--output") { Description = "The JSON file to write. It is left alone when the document cannot be read.", Required = true };
        var command = new Command("outline", "Writes the structure of an API alone: methods, paths, parameters, statuses, schemas; no prose.") { file, target };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(file), arguments.GetRequiredValue(target), output, error));
        return command;
    }

    private static int Run(string file, string target, TextWriter output, TextWriter error)
    {
        var diagnostics = new DiagnosticBag();
        var document = OpenApiFile.Read(file, diagnostics);
        foreach (var diagnostic in diagnostics.ToList())
            error.WriteLine(diagnostic);
        if (document is null)
            return CommandLine.Failure;

        var count = document.Root.AllOperations().Count();
        if (AtomicFile.Write(target, OutlineText.Write(Outline.Of(document.Root)), file) is { } problem)
        {
            error.WriteLine(problem);
            return CommandLine.Failure;
        }

        output.WriteLine($"Wrote the outline of {count} operations to {Path.GetFullPath(target)}.");
        return CommandLine.Success;
    }
}
