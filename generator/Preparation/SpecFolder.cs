using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Overlays;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation;

/// <summary>A folder with OpenAPI documents in it and their overlays below <c>overlays/</c>.</summary>
public sealed class SpecFolder
{
    private const string OverlayEnding = ".overlay.yml";

    private static readonly string[] Versions = ["3.0.", "3.1."];

    private SpecFolder(IReadOnlyList<SpecDocument> documents, IReadOnlyList<Overlay> overlays) => (Documents, Overlays) = (documents, overlays);

    /// <summary>
    /// The documents, the one with the most operations first: where two say the same thing, the first keeps its place in the merged
    /// document. Documents of one size are in ordinal order of their file names.
    /// </summary>
    public IReadOnlyList<SpecDocument> Documents { get; }

    /// <summary>The overlays, in ordinal order of their paths; this is the order in which they apply.</summary>
    public IReadOnlyList<Overlay> Overlays { get; }

    /// <summary>Reads everything in the folder. What cannot be read is in <paramref name="diagnostics"/> and not in the result.</summary>
    public static SpecFolder Load(string folder, DiagnosticBag diagnostics)
    {
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
        {
            diagnostics.Error(DiagnosticCode.SpecsFolder, $"The specs folder {folder} does not exist.");
            return new([], []);
        }

        var files = Directory.EnumerateFiles(folder)
            .Where(file => SourceFile.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
            diagnostics.Error(DiagnosticCode.SpecsFolder, $"The specs folder {folder} holds no OpenAPI document ({string.Join(", ", SourceFile.Extensions)}).");

        var documents = files.Select(file => ReadDocument(file, diagnostics))
            .OfType<SpecDocument>()
            .OrderByDescending(document => document.Root.AllOperations().Count())
            .ToList();
        var overlays = ReadOverlays(folder, diagnostics);
        CheckExtends(overlays, files, diagnostics);
        return new(documents, overlays);
    }

    /// <summary>Reads the overlays of a specs folder alone, in the order in which they apply.</summary>
    public static IReadOnlyList<Overlay> ReadOverlays(string folder, DiagnosticBag diagnostics) => ReadOverlays(folder, "overlays", diagnostics);

    /// <summary>Reads the overlays in and below one folder of the specs folder, in the order in which they apply.</summary>
    internal static IReadOnlyList<Overlay> ReadOverlays(string folder, string below, DiagnosticBag diagnostics)
    {
        var overlays = Path.Combine(Path.GetFullPath(folder), below);
        if (!Directory.Exists(overlays))
            return [];

        return [.. Directory.EnumerateFiles(overlays, "*", SearchOption.AllDirectories)
            .Where(IsOverlay)
            .OrderBy(file => Path.GetRelativePath(overlays, file).Replace('\\', '/'), StringComparer.Ordinal)
            .Select(file => Read(file, diagnostics) is { } root ? OverlayReader.Read(file, root, diagnostics) : null)
            .OfType<Overlay>()];
    }

    /// <summary>True for the name of an overlay file.</summary>
    internal static bool IsOverlay(string file) => file.EndsWith(OverlayEnding, StringComparison.OrdinalIgnoreCase);

    private static SpecDocument? ReadDocument(string file, DiagnosticBag diagnostics)
    {
        if (Read(file, diagnostics) is not { } root)
            return null;
        if (root is JObject document && document["openapi"] is JValue { Value: string version } && Versions.Any(known => version.StartsWith(known, StringComparison.Ordinal)))
            return new(file, document);

        var at = (root as JObject)?["openapi"] ?? root;
        diagnostics.Error(DiagnosticCode.InvalidDocument, "This is not an OpenAPI 3.0 or 3.1 document: 'openapi' must be a version such as '3.1.0'.", at);
        return null;
    }

    private static JToken? Read(string file, DiagnosticBag diagnostics)
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

    /// <summary>Checks that the overlays change documents that are there.</summary>
    internal static void CheckExtends(IReadOnlyList<Overlay> overlays, IReadOnlyList<string> files, DiagnosticBag diagnostics)
    {
        foreach (var overlay in overlays.Where(overlay => overlay.Extends is { } extends && !files.Contains(extends, StringComparer.Ordinal)))
        {
            var known = string.Join(", ", files.Select(file => Path.GetRelativePath(Path.GetDirectoryName(overlay.File)!, file).Replace('\\', '/')));
            diagnostics.Error(DiagnosticCode.InvalidOverlay, $"'extends' leads to {overlay.Extends}, which is not a document of the specs folder; it holds {known}.", overlay.ExtendsAt);
        }
    }
}
