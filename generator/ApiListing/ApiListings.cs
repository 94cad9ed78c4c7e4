namespace Iterable.Generator.ApiListing;

/// <summary>A folder of listings: a folder for each package, in it a file for each target framework.</summary>
internal static class ApiListings
{
    /// <summary>Compares two such folders; only the listings that differ are in the result.</summary>
    /// <exception cref="IOException">A folder or a listing cannot be read, or a listing has the marks of a merge that nobody has resolved.</exception>
    public static IReadOnlyList<(string Listing, ApiDifference Difference)> Compare(string before, string after)
    {
        var (old, current) = (Read(before), Read(after));
        return [.. old.Keys.Union(current.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name => (name, ApiDifference.Between(old.GetValueOrDefault(name, ""), current.GetValueOrDefault(name, ""))))
            .Where(pair => !pair.Item2.IsEmpty)];
    }

    private static Dictionary<string, string> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), ReadListing, StringComparer.Ordinal);

    private static string ReadListing(string file)
    {
        var text = File.ReadAllText(file);
        return Array.FindIndex(text.Split('\n'), line => line.StartsWith("<<<<<<<", StringComparison.Ordinal)) is var conflict and >= 0
            ? throw new IOException($"{file}({conflict + 1},1) holds a merge conflict. A listing is not merged by hand: `dotnet cake --target=Api` writes what the merged code has.")
            : text;
    }
}
