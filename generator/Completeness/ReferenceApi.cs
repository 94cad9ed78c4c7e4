using Iterable.Generator.Checks;
using Iterable.Generator.Dialects;
using Iterable.Generator.Overlays;
using Iterable.Generator.Shaping;

namespace Iterable.Generator.Completeness;

/// <summary>
/// What the provider of the API says it has: the document in the folder <c>reference/</c> of a specs folder, corrected by the overlays
/// beside it. Nothing is generated from it; the prepared document is held against it.
/// </summary>
/// <param name="File">The full path of the document.</param>
/// <param name="Root">The corrected document.</param>
internal sealed record ReferenceApi(string File, JObject Root)
{
    /// <summary>The folder inside a specs folder.</summary>
    public const string FolderName = "reference";

    /// <summary>Reads the reference of a specs folder; null when it has none, or has one with errors.</summary>
    public static ReferenceApi? Load(string specsFolder, DiagnosticBag diagnostics)
    {
        var folder = Path.Combine(Path.GetFullPath(specsFolder), FolderName);
        if (!Directory.Exists(folder))
            return null;

        var files = SourceFile.In(folder).Where(file => !OverlayFolder.IsOverlay(file)).ToList();
        if (files is not [var file])
        {
            var held = files.Count == 0 ? "none" : string.Join(", ", files.Select(Path.GetFileName));
            diagnostics.Error(DiagnosticCode.SpecsFolder, $"The folder {folder} must hold one OpenAPI document, to compare with; it holds {held}. Put the outline of the API there, or remove the folder.");
            return null;
        }

        var document = OpenApiFile.Read(file, diagnostics);
        var overlays = OverlayFolder.Read(folder, "", diagnostics);
        OverlayFolder.CheckExtends(overlays, files, diagnostics);
        return document is null ? null : Correct(document, overlays, diagnostics);
    }

    private static ReferenceApi? Correct(SpecDocument document, IReadOnlyList<Overlay> overlays, DiagnosticBag diagnostics)
    {
        foreach (var overlay in overlays)
            OverlayApplier.Apply(overlay, document.Root, diagnostics);
        if (!DocumentShapeCheck.IsWellFormed(document.Root, diagnostics))
            return null;

        DocumentShape.Unify(document.Root);
        return new(document.File, document.Root);
    }
}
