namespace Iterable.Generated.Tool.Imports.Mapping;

/// <summary>Where the values of a column go.</summary>
/// <param name="Path">The members on the way, outermost first.</param>
/// <param name="Type">The type that is known for it.</param>
/// <param name="IsStrict">Whether a text that is none of the type is refused here: what the project says of the type of a field is told by the check of fields.</param>
/// <param name="IsSaid">Whether the user said the type.</param>
internal sealed record Place(IReadOnlyList<string> Path, string? Type, bool IsStrict, bool IsSaid)
{
    public string Name => string.Join('.', Path);
}
