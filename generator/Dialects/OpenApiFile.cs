using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Preparation;
using Iterable.Generator.Preparation.Checks;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Dialects;

/// <summary>
/// Opens one file that describes an API, YAML or JSON, in any <see cref="Dialect"/>, and gives it as OpenAPI 3.x: the tree that the
/// generator works on. Every token still knows the line it was read from.
/// </summary>
public static class OpenApiFile
{
    /// <summary>Reads the file; null when it cannot be read, with the reasons in <paramref name="diagnostics"/>.</summary>
    public static SpecDocument? Read(string file, DiagnosticBag diagnostics)
    {
        file = Path.GetFullPath(file);
        if (ReadTree(file, diagnostics) is not { } tree)
            return null;

        if (DialectDetection.Of(tree, out var problem) is not { } dialect)
        {
            var at = (tree as JObject)?["openapi"] ?? (tree as JObject)?["swagger"] ?? tree;
            diagnostics.Error(DiagnosticCode.InvalidDocument, problem, at);
            return null;
        }

        // What the caller found in another file says nothing about this one.
        var found = new DiagnosticBag();
        var document = Convert((JObject)tree, dialect, found);
        var isWellFormed = DocumentShapeCheck.IsWellFormed(document, found);
        diagnostics.Include(found.ToList());
        return isWellFormed && !found.HasErrors ? new(file, document) : null;
    }

    private static JToken? ReadTree(string file, DiagnosticBag diagnostics)
    {
        try
        {
            return SourceFile.Read(file);
        }
        catch (SourceException e)
        {
            diagnostics.Error(DiagnosticCode.Syntax, e.Message, e.At);
            return null;
        }
    }

    private static JObject Convert(JObject document, Dialect dialect, DiagnosticBag diagnostics)
    {
        switch (dialect)
        {
            case Dialect.Swagger20:
                return SwaggerConversion.ToOpenApi(document);
            case Dialect.OpenApi32:
                OpenApi32Forms.Convert(document, diagnostics);
                break;
        }

        if (dialect is Dialect.OpenApi31 or Dialect.OpenApi32)
            AddWhatMayBeAbsent(document);
        return document;
    }

    // Since 3.1 a document may have no paths and an operation no responses; 3.0 wants both.
    private static void AddWhatMayBeAbsent(JObject document)
    {
        if (!document.ContainsKey("paths"))
            document["paths"] = new JObject();
        foreach (var operation in document.AllOperations().Where(operation => !operation.Definition.ContainsKey("responses")))
            operation.Definition["responses"] = new JObject();
    }
}
