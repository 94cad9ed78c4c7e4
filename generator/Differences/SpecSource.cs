using Iterable.Generator.Dialects;
using Iterable.Generator.Preparation;
using Iterable.Generator.Shaping;

namespace Iterable.Generator.Differences;

/// <summary>One side of a comparison: a specs folder, which is prepared, or a single OpenAPI file of any dialect, which is taken as it is.</summary>
public static class SpecSource
{
    /// <summary>Reads the document; null when there are errors, which are in <paramref name="diagnostics"/>.</summary>
    public static JObject? Read(string path, DiagnosticBag diagnostics) =>
        Directory.Exists(path) ? ReadFolder(path, diagnostics) : ReadFile(path, diagnostics);

    private static JObject? ReadFolder(string folder, DiagnosticBag diagnostics)
    {
        var prepared = SpecPreparation.Prepare(folder);
        if (!prepared.HasErrors)
            return prepared.Document;

        Include(prepared.Diagnostics.Where(found => found.Severity is Severity.Error), diagnostics);
        return null;
    }

    private static JObject? ReadFile(string file, DiagnosticBag diagnostics)
    {
        if (OpenApiFile.Read(file, diagnostics) is not { Root: var document })
            return null;

        // The steps of a preparation that say the same in other words. A file alone need not name its inline schemas, so what those
        // steps would ask for is not asked for here.
        var found = new DiagnosticBag();
        DocumentShape.UnifyAndName(document, found);

        var errors = found.ToList().Where(error => error.Code is not DiagnosticCode.UnnamedSchema).ToList();
        Include(errors, diagnostics);
        return errors.Count == 0 ? document : null;
    }

    private static void Include(IEnumerable<Diagnostic> errors, DiagnosticBag diagnostics)
    {
        foreach (var error in errors)
            diagnostics.Error(error.Code, error.Message, error.At);
    }
}
