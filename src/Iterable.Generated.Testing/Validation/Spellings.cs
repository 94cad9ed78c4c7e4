namespace Iterable.Generated.Testing;

/// <summary>Spellings of values that the service takes beside those of its document.</summary>
internal static class Spellings
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["emailUnsubscribe"] = "emailUnSubscribe",
        ["opens"] = "Opens",
        ["clicks"] = "Clicks",
    };

    /// <summary>The value as the document spells it.</summary>
    public static string Documented(string value) => Others.GetValueOrDefault(value, value);
}
