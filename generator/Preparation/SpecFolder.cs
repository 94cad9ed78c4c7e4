using Iterable.Generator.Overlays;

namespace Iterable.Generator.Preparation;

/// <summary>A folder with OpenAPI documents in it and their overlays below <c>overlays/</c>.</summary>
/// <param name="Documents">
/// The documents, the one with the most operations first: where two say the same thing, the first keeps its place in the merged
/// document. Documents of one size are in ordinal order of their file names.
/// </param>
/// <param name="Overlays">The overlays, in ordinal order of their paths; this is the order in which they apply.</param>
public sealed record SpecFolder(IReadOnlyList<SpecDocument> Documents, IReadOnlyList<Overlay> Overlays)
{
    private static readonly string[] Versions = ["3.0.", "3.1."];

    /// <summary>Reads everything in the folder. What cannot be read is in <paramref name="diagnostics"/> and not in the result.</summary>
    public static SpecFolder Load(string folder, DiagnosticBag diagnostics)
    {
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
        {
            diagnostics.Error(DiagnosticCode.SpecsFolder, $"The specs folder {folder} does not exist.");
            return new([], []);
        }

        var files = SourceFile.In(folder);
        if (files.Count == 0)
            diagnostics.Error(DiagnosticCode.SpecsFolder, $"The specs folder {folder} holds no OpenAPI document ({string.Join(", ", SourceFile.Extensions)}).");

        var documents = files.Select(file => ReadDocument(file, diagnostics))
            .OfType<SpecDocument>()
            .OrderByDescending(document => document.Root.AllOperations().Count())
            .ToList();
        var overlays = OverlayFolder.Read(folder, diagnostics);
        OverlayFolder.CheckExtends(overlays, files, diagnostics);
        return new(documents, overlays);
    }

    private static SpecDocument? ReadDocument(string file, DiagnosticBag diagnostics)
    {
        if (diagnostics.ReadSource(file) is not { } root)
            return null;
        if (root is JObject document && document["openapi"] is JValue { Value: string version } && Versions.Any(known => version.StartsWith(known, StringComparison.Ordinal)))
            return new(file, document);

        var at = (root as JObject)?["openapi"] ?? root;
        diagnostics.Error(DiagnosticCode.InvalidDocument, "This is not an OpenAPI 3.0 or 3.1 document: 'openapi' must be a version such as '3.1.0'.", at);
        return null;
    }
}
