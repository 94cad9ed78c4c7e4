using System.CommandLine;

using Iterable.Generator.Dialects;
using Iterable.Generator.Outlines;

namespace Iterable.Generator.Commands;

/// <summary><c>outline</c>: the structure of an OpenAPI or Swagger document, without its prose.</summary>
internal static class OutlineCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("file") { Description = "An OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document, YAML or JSON." };
        var target = new Option<string>("--output") { Description = "The JSON file to write. It is left alone when the document cannot be read.", Required = true };
        return new Command("outline", "Writes the structure of an API alone: methods, paths, parameters, statuses, schemas; no prose.") { file, target }
            .Does(output, error, (arguments, diagnostics) => Run(arguments.GetRequiredValue(file), arguments.GetRequiredValue(target), diagnostics));
    }

    private static string? Run(string file, string target, DiagnosticBag diagnostics)
    {
        if (OpenApiFile.Read(file, diagnostics) is not { Root: var document })
            return null;

        var count = document.AllOperations().Count();
        return AtomicFile.Write(target, OutlineText.Write(Outline.Of(document)), diagnostics, file)
            ? $"Wrote the outline of {count} operations to {Path.GetFullPath(target)}."
            : null;
    }
}
