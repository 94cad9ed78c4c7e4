using Iterable.Generator.Preparation;

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

/// <summary>A specification as its publisher has it now: a file, or an http(s) address to fetch it from.</summary>
internal static class UpstreamFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>Whether a source is an address; otherwise it is a file.</summary>
    public static bool IsAddress(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>Reads it whole; null, with the reason in <paramref name="diagnostics"/>, when that is not possible.</summary>
    public static byte[]? Read(string source, DiagnosticBag diagnostics)
    {
        try
        {
            return IsAddress(source) ? Fetch(new Uri(source)) : File.ReadAllBytes(source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(DiagnosticCode.Upstream, $"The upstream file cannot be read: {e.Message}", new SourceMark(Path.GetFullPath(source), 1, 1));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            diagnostics.Error(DiagnosticCode.Upstream, $"{source} cannot be fetched: {e.Message} Try again later, or give a file that you fetched yourself.");
        }

        return null;
    }

    private static byte[] Fetch(Uri address)
    {
        using var client = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = client.Send(request, HttpCompletionOption.ResponseContentRead);
        response.EnsureSuccessStatusCode();
        using var body = new MemoryStream();
        response.Content.ReadAsStream().CopyTo(body);
        return body.ToArray();
    }
}
