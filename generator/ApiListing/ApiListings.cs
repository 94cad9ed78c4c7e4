namespace Iterable.Generator.ApiListing;

/// <summary>A folder of listings: a file for each package.</summary>
internal static class ApiListings
{
    /// <summary>Compares two such folders; only the packages that differ are in the result.</summary>
    /// <exception cref="IOException">A folder or a listing cannot be read, or a listing has the marks of a merge that nobody has resolved.</exception>
    public static IReadOnlyList<(string Package, ApiDifference Difference)> Compare(string before, string after)
    {
        var (old, current) = (Read(before), Read(after));
        return [.. old.Keys.Union(current.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name => (name, ApiDifference.Between(old.GetValueOrDefault(name, ApiSurface.None), current.GetValueOrDefault(name, ApiSurface.None))))
            .Where(pair => !pair.Item2.IsEmpty)];
    }

    private static Dictionary<string, ApiSurface> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.txt").ToDictionary(file => Path.GetFileNameWithoutExtension(file), ReadListing, StringComparer.Ordinal);

    private static ApiSurface ReadListing(string file)
    {
        var text = File.ReadAllText(file);
        return Array.FindIndex(text.Split('\n'), line => line.StartsWith("<<<<<<<", StringComparison.Ordinal)) is var conflict and >= 0
            ? throw new IOException($"{file}({conflict + 1},1) holds a merge conflict. A listing is not merged by hand: `dotnet cake --target=Api` writes what the merged code has.")
            : ApiListing.Read(text);
    }
}
