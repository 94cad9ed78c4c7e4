namespace Iterable.Generator.Sources;

/// <summary>Reads a YAML or JSON file into tokens that know their file, line and column.</summary>
public static class SourceFile
{
    /// <summary>The endings of the files that can be read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".yml", ".yaml", ".json"];

    /// <summary>The files of a folder that can be read, in ordinal order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(IsSource).Order(StringComparer.Ordinal)];

    /// <summary>True for the name of a file that can be read.</summary>
    public static bool IsSource(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads <paramref name="file"/>. JSON is YAML written in one of its ways, and read as that.</summary>
    /// <exception cref="SourceException">The file cannot be opened or is malformed.</exception>
    public static JToken Read(string file)
    {
        file = Path.GetFullPath(file);
        try
        {
            var text = File.ReadAllText(file);

            // Three characters that JSON can have in a text, and that end a line in YAML.
            return YamlReader.Read(file, Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase)
                ? text.Replace("\u0085", @"\u0085", StringComparison.Ordinal).Replace("\u2028", @"\u2028", StringComparison.Ordinal).Replace("\u2029", @"\u2029", StringComparison.Ordinal)
                : text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"The file cannot be read: {e.Message}", new(file, 1, 1), e);
        }
    }
}

/// <summary>A place in a file.</summary>
/// <param name="File">The full path.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
public sealed record SourceMark(string File, int Line, int Column)
{
    /// <summary>The form that editors and MSBuild turn into a link.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}

/// <summary>A file cannot be read; the message says why and <see cref="At"/> where.</summary>
public sealed class SourceException(string message, SourceMark at, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The place of the problem.</summary>
    public SourceMark At { get; } = at;
}
