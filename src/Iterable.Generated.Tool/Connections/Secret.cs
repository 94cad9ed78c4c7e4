using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Connections;

/// <summary>A secret that stands in a file, or comes over the standard input. Spaces and line ends around it do not belong to it.</summary>
internal static class Secret
{
    public static async Task<string> ReadAsync(string path, string source, ToolHost host, CancellationToken cancellationToken)
    {
        var name = path == "-" ? "The standard input" : path;
        string text;
        try
        {
            text = await InputText.ReadAsync(path == "-" ? host.In : File.OpenRead(path), name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{path}, which {source} names, cannot be read: {e.Message}");
        }

        return text.Trim() is { Length: > 0 } secret ? secret : throw ToolException.Usage($"{name}, which {source} names, is empty.");
    }
}
