namespace Iterable.Generated.Testing;

/// <summary>What is wrong with a value.</summary>
/// <param name="Path">Where it stands, for example <c>users[1].preferUserId</c>; empty for the value as a whole.</param>
/// <param name="Message">The problem in words that name the place.</param>
/// <param name="Expected">
/// What the service says where a member is missing or of another JSON type, for example <c>Boolean value expected</c>; <see langword="null" />
/// for a value of the right type that cannot be right.
/// </param>
internal sealed record SchemaProblem(string Path, string Message, string? Expected = null);
