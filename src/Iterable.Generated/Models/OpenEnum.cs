namespace Iterable.Generated;

/// <summary>What the open enums have in common.</summary>
internal static class OpenEnum
{
    /// <summary>Makes the empty text equal to <see langword="default" />.</summary>
    public static string? Normalize(string value) =>
        (value ?? throw new ArgumentNullException(nameof(value))).Length == 0 ? null : value;
}
