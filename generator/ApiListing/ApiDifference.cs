namespace Iterable.Generator.ApiListing;

/// <summary>What two surfaces of one package disagree about, from the point of view of code that was compiled against the first.</summary>
/// <param name="Removed">Lines that only the first has. Code that uses them no longer compiles, or no longer runs.</param>
/// <param name="Added">Lines that only the second has.</param>
internal sealed record ApiDifference(IReadOnlyList<string> Removed, IReadOnlyList<string> Added)
{
    public bool IsEmpty => Removed.Count == 0 && Added.Count == 0;

    public static ApiDifference Between(ApiSurface before, ApiSurface after) => new(Only(before, after), Only(after, before));

    /// <summary>A line for each, removed ones first.</summary>
    public override string ToString() => string.Concat(
        Removed.Select(line => $"  - {line}{Environment.NewLine}").Concat(Added.Select(line => $"  + {line}{Environment.NewLine}")));

    // A framework that only one of the two knows is one difference; all lines of a package that the other does not know are differences.
    private static List<string> Only(ApiSurface these, ApiSurface those)
    {
        var compared = those.Frameworks.Count == 0 ? these.Frameworks : [.. these.Frameworks.Intersect(those.Frameworks)];
        var others = those.Lines.ToDictionary(line => line.Key, line => line.Frameworks);
        return
        [
            .. these.Frameworks.Except(compared).Select(framework => $"the framework {framework}"),
            .. from line in these.Lines
               let alone = line.Frameworks.Intersect(compared).Except(others.GetValueOrDefault(line.Key) ?? []).ToList()
               where alone.Count > 0
               select alone.Count == compared.Count ? line.ToString() : $"{line} // {string.Join(", ", alone)}",
        ];
    }
}
