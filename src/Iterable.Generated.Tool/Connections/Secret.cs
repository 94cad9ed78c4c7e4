using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Connections;

/// <summary>A secret that stands in a file, or comes over the standard input. Spaces and line ends around it do not belong to it.</summary>
internal static class Secret
{
    public static async Task<string> ReadAsync(string path, string source, ToolHost host, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            using var reader = new StreamReader(path == "-" ? host.In : File.OpenRead(path));
            text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{path}, which {source} names, cannot be read: {e.Message}");
        }

        return text.Trim() is { Length: > 0 } secret ? secret : throw ToolException.Usage($"{(path == "-" ? "The standard input" : path)}, which {source} names, is empty.");
    }
}
