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
            .Does(output, error, (arguments, diagnostics) =>
            {
                var (from, to) = (arguments.GetRequiredValue(file), arguments.GetRequiredValue(target));
                return OpenApiFile.Read(from, diagnostics) is { Root: var document } && AtomicFile.Write(to, Outline.Of(document).ToFileText(), diagnostics, from)
                    ? $"Wrote the outline of {document.AllOperations().Count()} operations to {Path.GetFullPath(to)}."
                    : null;
            });
    }
}
