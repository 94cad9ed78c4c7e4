using Iterable.Generator.Diagnostics;
using Iterable.Generator.Preparation;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Releases;

/// <summary>
/// A copy of a specs folder in which upstream files have taken the place of vendored ones. The specs folder itself is not touched:
/// whether the new files fit is found out on the copy.
/// </summary>
internal sealed class Candidate
{
    private readonly string _specs;
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);

    private Candidate(string specs, string folder) => (_specs, Folder) = (specs, folder);

    /// <summary>The folder of the copy.</summary>
    public string Folder { get; }

    /// <summary>Makes the copy.</summary>
    /// <param name="specs">The specs folder.</param>
    /// <param name="folder">Where the copy goes: a folder that is not there yet.</param>
    /// <param name="taken">The content for each vendored file that is replaced, with where it came from.</param>
    public static Candidate Create(string specs, string folder, IEnumerable<(string Name, string Source, byte[] Content)> taken)
    {
        foreach (var file in Directory.EnumerateFiles(specs, "*", SearchOption.AllDirectories))
            Write(Path.Combine(folder, Path.GetRelativePath(specs, file)), File.ReadAllBytes(file));

        var candidate = new Candidate(specs, folder);
        foreach (var (name, source, content) in taken)
        {
            var file = Path.Combine(folder, name);
            Write(file, content);
            candidate._sources[file] = source;
        }

        return candidate;
    }

    /// <summary>Prepares the copy. Findings name the files that a person would change: the overlays of the specs folder, and the upstream file.</summary>
    public (PreparedSpec Prepared, IReadOnlyList<Diagnostic> Found) Prepare()
    {
        var prepared = SpecPreparation.Prepare(Folder);
        return (prepared, [.. prepared.Diagnostics.Select(WithOrigin)]);
    }

    private Diagnostic WithOrigin(Diagnostic found) => found.At is { } at ? found with { At = at with { File = Origin(at) } } : found;

    private string Origin(SourceMark at)
    {
        if (_sources.TryGetValue(at.File, out var source))
            return source;

        var relative = Path.GetRelativePath(Folder, at.File);
        return relative.StartsWith("..", StringComparison.Ordinal) ? at.File : Path.Combine(_specs, relative);
    }

    private static void Write(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }
}
