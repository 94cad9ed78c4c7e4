namespace Iterable.Generator.ApiListing;

/// <summary>A public type as one target framework has it: each member a line.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">The name it is declared with, which types are sorted by.</param>
/// <param name="Declaration">The line that declares it.</param>
/// <param name="Members">Constructors first and the rest by name; the values of an enum in their order, which is what they are.</param>
public sealed record ApiType(string Namespace, string Name, string Declaration, IReadOnlyList<string> Members);
