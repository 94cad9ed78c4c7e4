using Iterable.Generator.Diagnostics;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Releases;

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
