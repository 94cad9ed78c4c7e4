using Iterable.Generator.Preparation;

namespace Iterable.Generator.Releases;

/// <summary>
/// A copy of a specs folder in which upstream files have taken the place of vendored ones. The specs folder itself is not touched:
/// whether the new files fit is found out on the copy.
/// </summary>
internal static class Candidate
{
    /// <summary>Makes the copy and prepares it. Findings name the files that a person would change: the overlays of the specs folder, and the upstream file.</summary>
    /// <param name="specs">The specs folder.</param>
    /// <param name="folder">Where the copy goes: a folder that is not there yet.</param>
    /// <param name="taken">The content for each vendored file that is replaced, with where it came from.</param>
    public static (PreparedSpec Prepared, IReadOnlyList<Diagnostic> Found) Prepare(string specs, string folder, IReadOnlyList<(string Name, string Source, byte[] Content)> taken)
    {
        foreach (var file in Directory.EnumerateFiles(specs, "*", SearchOption.AllDirectories))
            Write(Path.Combine(folder, Path.GetRelativePath(specs, file)), File.ReadAllBytes(file));
        foreach (var (name, _, content) in taken)
            Write(Path.Combine(folder, name), content);

        var prepared = SpecPreparation.Prepare(folder);
        return (prepared, [.. prepared.Diagnostics.Select(found => found.At is { } at ? found with { At = at with { File = Origin(at.File) } } : found)]);

        string Origin(string file)
        {
            var relative = Path.GetRelativePath(folder, file);
            return taken.FirstOrDefault(one => one.Name == relative).Source ?? (relative.StartsWith("..", StringComparison.Ordinal) ? file : Path.Combine(specs, relative));
        }
    }

    private static void Write(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }
}

/// <summary>A specification as its publisher has it now: a file, or an http(s) address to fetch it from.</summary>
internal static class UpstreamFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>Whether a source is an address; otherwise it is a file.</summary>
    public static bool IsAddress(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>Reads it whole; null, with the reason in <paramref name="diagnostics"/>, when that is not possible.</summary>
    public static byte[]? Read(string source, DiagnosticBag diagnostics)
    {
        if (!IsAddress(source))
            return diagnostics.Try(DiagnosticCode.Upstream, "The upstream file cannot be read", Path.GetFullPath(source), () => File.ReadAllBytes(source));

        using var client = new HttpClient { Timeout = Patience };
        try
        {
            return client.GetByteArrayAsync(new Uri(source)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            diagnostics.Error(DiagnosticCode.Upstream, $"{source} cannot be fetched: {e.Message} Try again later, or give a file that you fetched yourself.");
            return null;
        }
    }
}
