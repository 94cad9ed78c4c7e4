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

/// <summary>A line of a public surface.</summary>
/// <param name="Namespace">The namespace of the type.</param>
/// <param name="Declaration">The line that declares the type.</param>
/// <param name="Member">The member; empty for the type itself.</param>
/// <param name="Frameworks">The target frameworks that have it.</param>
public sealed record ApiLine(string Namespace, string Declaration, string Member, IReadOnlyList<string> Frameworks)
{
    public bool IsType => Member.Length == 0;

    /// <summary>What tells this line from the others, whichever frameworks have it.</summary>
    public (string, string, string) Key => (Namespace, Declaration, Member);

    public override string ToString() => $"{Namespace}: {Declaration}{(IsType ? "" : $": {Member}")}";
}

/// <summary>A public type as one target framework has it: each member a line.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">The name it is declared with, which types are sorted by.</param>
/// <param name="Declaration">The line that declares it.</param>
/// <param name="Members">Constructors first and the rest by name; the values of an enum in their order, which is what they are.</param>
public sealed record ApiType(string Namespace, string Name, string Declaration, IReadOnlyList<string> Members);
