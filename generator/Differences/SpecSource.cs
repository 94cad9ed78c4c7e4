using Iterable.Generator.Dialects;
using Iterable.Generator.Normalising;
using Iterable.Generator.Preparation;
using Iterable.Generator.Shaping;

namespace Iterable.Generator.Differences;

/// <summary>One side of a comparison: a specs folder, which is prepared, or a single OpenAPI file of any dialect, which is taken as it is.</summary>
public static class SpecSource
{
    /// <summary>Reads the document; null when there are errors, which are in <paramref name="diagnostics"/>.</summary>
    public static JObject? Read(string path, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(path))
            return OpenApiFile.Read(path, diagnostics) is { Root: var document } && Shape(document, diagnostics) ? document : null;

        var prepared = SpecPreparation.Prepare(path);
        diagnostics.Include(prepared.Diagnostics.Where(found => found.Severity is Severity.Error));
        return prepared.HasErrors ? null : prepared.Document;
    }

    // The steps of a preparation that say the same in other words. A file alone need not name its inline schemas, so what those steps
    // would ask for is not asked for here.
    private static bool Shape(JObject document, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        DocumentShape.UnifyAndName(document, found);
        ComponentReferences.Apply(document);

        var errors = found.ToList().Where(error => error is { Severity: Severity.Error, Code: not DiagnosticCode.UnnamedSchema }).ToList();
        diagnostics.Include(errors);
        return errors.Count == 0;
    }
}
