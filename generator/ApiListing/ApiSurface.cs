namespace Iterable.Generator.ApiListing;

/// <summary>A listing read back: each line with the type it belongs to.</summary>
internal static class ApiSurface
{
    /// <summary>Reads a listing.</summary>
    /// <returns>Pairs of a type's declaration and one of its members; the member is empty for the type itself.</returns>
    public static IReadOnlyList<(string Type, string Member)> Read(string text)
    {
        List<(string, string)> lines = [];
        var (space, type) = ("", "");
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0))
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal))
                space = line["namespace ".Length..];
            else if (line.StartsWith(' '))
                lines.Add((type, line.Trim()));
            else
                lines.Add((type = $"{space}: {line}", ""));
        }

        return lines;
    }
}
