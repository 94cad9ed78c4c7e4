using System.Text.RegularExpressions;

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

/// <summary>What two surfaces of one package disagree about, from the point of view of code that was compiled against the first.</summary>
/// <param name="Removed">Lines that only the first has. Code that uses them no longer compiles, or no longer runs.</param>
/// <param name="Added">Lines that only the second has.</param>
/// <param name="Asked">Those of the added lines that code outside of the package lacks which implements their interface.</param>
internal sealed partial record ApiDifference(IReadOnlyList<string> Removed, IReadOnlyList<string> Added, IReadOnlyList<string> Asked)
{
    public bool IsEmpty => Removed.Count == 0 && Added.Count == 0;

    public static ApiDifference Between(ApiSurface before, ApiSurface after)
    {
        var known = before.Lines.Where(line => line.IsType).Select(line => line.Key).ToHashSet();
        return new(
            [.. Frameworks(before, after), .. Lines(before, after)],
            [.. Frameworks(after, before), .. Lines(after, before)],
            Lines(after with { Lines = [.. after.Lines.Where(line => IsAsked(line) && known.Contains((line.Namespace, line.Declaration, "")))] }, before));
    }

    private static bool IsAsked(ApiLine line) => !line.IsType && OfUsers().IsMatch(line.Declaration) && !line.Member.StartsWith("static ", StringComparison.Ordinal);

    // The clients (I...Client) are implemented by the package; Directory.Build.targets allows them to grow.
    [GeneratedRegex(@"\binterface (?!(\w+\.)*I[A-Z]\w*Client\b)", RegexOptions.CultureInvariant)]
    private static partial Regex OfUsers();

    // A framework that only one of the two knows is one difference; all lines of a package that the other does not know are differences.
    private static IEnumerable<string> Frameworks(ApiSurface these, ApiSurface those) =>
        those.Frameworks.Count == 0 ? [] : these.Frameworks.Except(those.Frameworks).Select(framework => $"the framework {framework}");

    private static List<string> Lines(ApiSurface these, ApiSurface those)
    {
        var compared = those.Frameworks.Count == 0 ? these.Frameworks : [.. these.Frameworks.Intersect(those.Frameworks)];
        var others = those.Lines.DistinctBy(line => line.Key).ToDictionary(line => line.Key, line => line.Frameworks);
        return
        [
            .. from line in these.Lines
               let alone = line.Frameworks.Intersect(compared).Except(others.GetValueOrDefault(line.Key) ?? []).ToList()
               where alone.Count > 0
               select alone.Count == compared.Count ? line.ToString() : $"{line} // {string.Join(", ", alone)}",
        ];
    }
}
