namespace Iterable.Generator.Differences.Reading;

/// <summary>References to named schemas.</summary>
internal static class SchemaReference
{
    private const string Prefix = "#/components/schemas/";

    /// <summary>The name that a reference leads to; null when it leads elsewhere, or further into a schema.</summary>
    public static string? NameOf(string reference) =>
        reference.StartsWith(Prefix, StringComparison.Ordinal) && !reference[Prefix.Length..].Contains('/')
            ? Uri.UnescapeDataString(reference[Prefix.Length..]).Replace("~1", "/").Replace("~0", "~")
            : null;
}
