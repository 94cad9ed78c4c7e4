namespace Iterable.Generator.Completeness;

/// <summary>
/// Holds the types of API key that may call an operation against those that Iterable's own document names. Its types are an open set: one that is not known
/// here is a difference like any other.
/// </summary>
internal static class KeyTypeGaps
{
    /// <summary>The member in which Iterable's own document names them. Older copies do not have it.</summary>
    public const string Member = "x-iterable-api-key-types";

    /// <summary>What differs, in words; null when nothing does, or the reference does not say.</summary>
    /// <param name="reference">The operation of the reference.</param>
    /// <param name="ours">The operations that call the same.</param>
    /// <param name="known">The types that the specifications name.</param>
    public static string? Compare(JToken reference, IReadOnlyList<JToken> ours, IReadOnlyList<string> known)
    {
        if (reference.Member(Member) is not JArray named)
            return null;

        var theirs = Names(named, known);
        return ours.Select(operation => Names(operation.Member(Extension.KeyTypes) as JArray ?? [], known)).FirstOrDefault(own => !own.SequenceEqual(theirs)) is { } other
            ? $"the key types {Show(other)}, and the reference has {Show(theirs)}"
            : null;
    }

    private static List<string> Names(JArray types, IReadOnlyList<string> known) => [.. types.Select(type => Known(type.ToString(), known)).Distinct().Order(StringComparer.Ordinal)];

    // The same types under other spellings, such as ServerSide and server.
    private static string Known(string type, IReadOnlyList<string> types)
    {
        var plain = string.Concat(type.Where(char.IsLetter)).ToLowerInvariant();
        return types.FirstOrDefault(known => known.Replace("-", "") == (plain.EndsWith("side") ? plain[..^4] : plain)) ?? type;
    }

    private static string Show(List<string> types) => types.Count == 0 ? "none" : string.Join(", ", types);
}
