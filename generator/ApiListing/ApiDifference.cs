namespace Iterable.Generator.ApiListing;

/// <summary>What two listings of one package disagree about, from the point of view of code that was compiled against the first.</summary>
/// <param name="Removed">Lines that only the first has. Code that uses them no longer compiles, or no longer runs.</param>
/// <param name="Added">Lines that only the second has.</param>
internal sealed record ApiDifference(IReadOnlyList<string> Removed, IReadOnlyList<string> Added)
{
    public bool IsEmpty => Removed.Count == 0 && Added.Count == 0;

    public static ApiDifference Between(string before, string after)
    {
        var (old, current) = (ApiSurface.Read(before), ApiSurface.Read(after));
        return new(Only(old, current), Only(current, old));
    }

    /// <summary>A line for each, removed ones first.</summary>
    public override string ToString() => string.Concat(
        Removed.Select(line => $"  - {line}{Environment.NewLine}").Concat(Added.Select(line => $"  + {line}{Environment.NewLine}")));

    private static List<string> Only(IEnumerable<(string Type, string Member)> these, IEnumerable<(string Type, string Member)> those)
    {
        var others = those.ToHashSet();
        return [.. these.Where(line => !others.Contains(line)).Select(line => line.Member.Length == 0 ? line.Type : $"{line.Type}: {line.Member}")];
    }
}
