namespace Iterable.Generated.Testing;

/// <summary>A number and what is counted, for messages.</summary>
internal static class Counted
{
    public static string Of(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
