namespace Iterable.Generator.ApiListing;

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
