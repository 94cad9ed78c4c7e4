using Iterable.Generator.Yaml;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Sources;

/// <summary>Reads a YAML or JSON file into tokens that know their file, line and column.</summary>
public static class SourceFile
{
    /// <summary>The endings of the files that can be read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".yml", ".yaml", ".json"];

    /// <summary>Reads <paramref name="file"/>; what does not end in <c>.json</c> is YAML.</summary>
    /// <exception cref="SourceException">The file cannot be opened or is malformed.</exception>
    public static JToken Read(string file)
    {
        file = Path.GetFullPath(file);
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"The file cannot be read: {e.Message}", new(file, 1, 1), e);
        }

        return Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? JsonReader.Read(file, text)
            : YamlReader.Read(file, text);
    }
}
