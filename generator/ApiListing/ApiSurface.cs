namespace Iterable.Generator.ApiListing;

/// <summary>The public surface of a package: its lines, each with the target frameworks that have it.</summary>
/// <param name="Frameworks">The target frameworks of the package.</param>
/// <param name="Lines">Types, and after each its members.</param>
public sealed record ApiSurface(IReadOnlyList<string> Frameworks, IReadOnlyList<ApiLine> Lines)
{
    /// <summary>A package that is not there.</summary>
    public static ApiSurface None { get; } = new([], []);

    /// <summary>Puts together what the builds for each target framework have.</summary>
    public static ApiSurface Of(IReadOnlyList<(string Framework, IReadOnlyList<ApiType> Types)> builds) => new(
        [.. builds.Select(build => build.Framework)],
        [.. builds
            .SelectMany(build => build.Types, (build, type) => (build.Framework, Type: type))
            .GroupBy(found => (found.Type.Namespace, found.Type.Declaration))
            .OrderBy(group => group.Key.Namespace, StringComparer.Ordinal)
            .ThenBy(group => group.First().Type.Name, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Declaration, StringComparer.Ordinal)
            .SelectMany(group => LinesOf([.. group]))]);

    private static IEnumerable<ApiLine> LinesOf(IReadOnlyList<(string Framework, ApiType Type)> found)
    {
        var (space, declaration) = (found[0].Type.Namespace, found[0].Type.Declaration);
        List<string> members = [];
        foreach (var (_, type) in found)
            Insert(members, type.Members);

        return members
            .Select(member => new ApiLine(space, declaration, member, [.. found.Where(build => build.Type.Members.Contains(member)).Select(build => build.Framework)]))
            .Prepend(new ApiLine(space, declaration, "", [.. found.Select(build => build.Framework)]));
    }

    // What only the later build has stands after the member that it has before it.
    private static void Insert(List<string> members, IReadOnlyList<string> others)
    {
        var at = 0;
        foreach (var member in others)
        {
            if (members.IndexOf(member) is var known and >= 0)
                at = known + 1;
            else
                members.Insert(at++, member);
        }
    }
}
