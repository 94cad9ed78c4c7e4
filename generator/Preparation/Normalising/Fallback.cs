namespace Iterable.Generator.Preparation.Normalising;

/// <summary>What stands in the documentation of C# where the specification says nothing: true, and not empty.</summary>
internal static class Fallback
{
    /// <summary>For example: The `email` member of the Iterable API; its specification gives no description.</summary>
    public static string For(string name, string kind) => $"The `{name}` {kind} of the Iterable API; its specification gives no description.";
}
