namespace Iterable.Generated.Testing;

/// <summary>What the server takes for an e-mail address: something, an at sign, and a domain with a dot inside.</summary>
internal static class EmailAddress
{
    public static bool IsValid(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var dot = text.LastIndexOf('.');
        return at > 0 && at == text.LastIndexOf('@') && dot > at + 1 && dot < text.Length - 1 && !text.Any(char.IsWhiteSpace);
    }
}
