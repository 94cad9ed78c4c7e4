using Iterable.Generator.Checks;
using Iterable.Generator.Completeness;
using Iterable.Generator.Normalising;
using Iterable.Generator.Overlays;
using Iterable.Generator.Shaping;

namespace Iterable.Generator.Preparation;

/// <summary>
/// The way of a specification: documents, their overlays, names for inline schemas, one merged document, its overlays, checks,
/// OpenAPI 3.0. A folder with a reference is also told what it lacks.
/// </summary>
public static class SpecPreparation
{
    /// <summary>Prepares the documents and overlays of a folder. Errors do not throw: they are in the result.</summary>
    public static PreparedSpec Prepare(string specsFolder)
    {
        var diagnostics = new DiagnosticBag();
        var document = Prepare(specsFolder, diagnostics);
        return new PreparedSpec(diagnostics.HasErrors ? null : document, diagnostics.ToList());
    }

    private static JObject? Prepare(string specsFolder, DiagnosticBag diagnostics)
    {
        // A document that cannot be read, or an overlay that was not applied, would cause errors that are not its reader's fault.
        var folder = SpecFolder.Load(specsFolder, diagnostics);
        var reference = ReferenceApi.Load(specsFolder, diagnostics);
        if (diagnostics.HasErrors)
            return null;

        foreach (var document in folder.Documents)
            Shape(document.Root, document, folder.Overlays, diagnostics);
        if (HasMalformedDocument(diagnostics))
            return null;

        var merged = DocumentMerge.Merge(folder.Documents, diagnostics);
        Shape(merged, null, folder.Overlays, diagnostics);
        if (HasMalformedDocument(diagnostics))
            return null;

        Normalise(merged, diagnostics);
        if (!diagnostics.HasErrors)
            OpenApi30Check.Run(merged, diagnostics);
        if (!diagnostics.HasErrors && reference is not null)
            CompletenessCheck.Run(reference, merged, diagnostics);
        return merged;
    }

    private static void Shape(JObject root, SpecDocument? document, IReadOnlyList<Overlay> overlays, DiagnosticBag diagnostics)
    {
        foreach (var overlay in overlays.Where(overlay => overlay.Extends == document?.File))
            OverlayApplier.Apply(overlay, root, diagnostics);
        if (!DocumentShapeCheck.IsWellFormed(root, diagnostics))
            return;

        OverlayAddress.Assign(root, document?.FileName);
        ExtensionCheck.Run(root, diagnostics);
        DocumentShape.UnifyAndName(root, diagnostics);
    }

    private static bool HasMalformedDocument(DiagnosticBag diagnostics) =>
        diagnostics.ToList().Any(found => found.Code is DiagnosticCode.InvalidDocument);

    private static void Normalise(JObject document, DiagnosticBag diagnostics)
    {
        // First what looks at the document as its authors know it, then what rewrites it for NSwag.
        OperationCheck.Run(document, diagnostics);
        SchemaCheck.Run(document, diagnostics);
        ReferenceCheck.Run(document, diagnostics);
        TypeNameCheck.Run(document, diagnostics);
        MemberNameCheck.Run(document, diagnostics);
        if (diagnostics.HasErrors)
            return;

        ComponentReferences.Apply(document);
        Deprecations.Apply(document, diagnostics);
        EnumMembers.Apply(document, diagnostics);
        FreeFormObjects.Apply(document);
        SentMembers.Apply(document);
        Descriptions.Apply(document, diagnostics);
        CodeNames.Apply(document);
        ReferenceSiblings.Apply(document);
        StreamedBodies.Apply(document);
    }
}
