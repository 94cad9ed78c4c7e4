using System.Text.RegularExpressions;

namespace Iterable.Generator.OpenApi;

/// <summary>How names of the specification become names in C#.</summary>
public static partial class CSharpNames
{
    /// <summary><c>bulkUpdateUsers</c> is <c>BulkUpdateUsers</c>, <c>in-app_message</c> is <c>InAppMessage</c>.</summary>
    public static string Pascal(string name) =>
        string.Concat(Separators().Split(name).Where(part => part.Length > 0).Select(UpperFirst));

    /// <summary>The member that NSwag makes of a JSON property: only hyphens are separators to it.</summary>
    public static string Member(string name) =>
        NotInIdentifier().Replace(string.Concat(name.Split('-').Where(part => part.Length > 0).Select(UpperFirst)), "_");

    /// <summary>The member of an open enum for a value: <c>APNS_SANDBOX</c> is <c>ApnsSandbox</c>, <c>iOS</c> is <c>IOS</c>, <c>emailSend</c> is <c>EmailSend</c>.</summary>
    public static string EnumMember(string value) =>
        string.Concat(Separators().Split(value).Where(part => part.Length > 0).Select(part => IsAcronym(part) ? Title(part) : UpperFirst(part)));

    /// <summary>True for a name of a type, of a tag's client or of a member: a capital, then letters and digits.</summary>
    public static bool IsPascal(string name) => PascalName().IsMatch(name);

    /// <summary>True for a name of a C# parameter.</summary>
    public static bool IsCamel(string name) => CamelName().IsMatch(name);

    /// <summary>A digit at the end of a name cannot be told from one that NSwag added to tell two types apart.</summary>
    public static bool EndsInDigit(string name) => name.Length > 0 && char.IsAsciiDigit(name[^1]);

    private static string UpperFirst(string part) => char.ToUpperInvariant(part[0]) + part[1..];

    private static string Title(string part) => part[0] + part[1..].ToLowerInvariant();

    private static bool IsAcronym(string part) => part.Length > 2 && part.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) && char.IsAsciiLetterUpper(part[0]);

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Separators();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotInIdentifier();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*\z")]
    private static partial Regex PascalName();

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]*\z")]
    private static partial Regex CamelName();
}
