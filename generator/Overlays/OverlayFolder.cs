namespace Iterable.Generator.Overlays;

/// <summary>The overlays of a specs folder.</summary>
public static class OverlayFolder
{
    private const string OverlayEnding = ".overlay.yml";

    /// <summary>Reads the overlays of a specs folder alone, in the order in which they apply.</summary>
    public static IReadOnlyList<Overlay> Read(string folder, DiagnosticBag diagnostics) => Read(folder, "overlays", diagnostics);

    /// <summary>Reads the overlays in and below one folder of the specs folder, in the order in which they apply.</summary>
    internal static IReadOnlyList<Overlay> Read(string folder, string below, DiagnosticBag diagnostics)
    {
        var overlays = Path.Combine(Path.GetFullPath(folder), below);
        if (!Directory.Exists(overlays))
            return [];

        return [.. Directory.EnumerateFiles(overlays, "*", SearchOption.AllDirectories)
            .Where(IsOverlay)
            .OrderBy(file => Path.GetRelativePath(overlays, file).Replace('\\', '/'), StringComparer.Ordinal)
            .Select(file => diagnostics.ReadSource(file) is { } root ? OverlayReader.Read(file, root, diagnostics) : null)
            .OfType<Overlay>()];
    }

    /// <summary>True for the name of an overlay file.</summary>
    internal static bool IsOverlay(string file) => file.EndsWith(OverlayEnding, StringComparison.OrdinalIgnoreCase);

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
