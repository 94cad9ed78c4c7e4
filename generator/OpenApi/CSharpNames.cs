using System.Text.RegularExpressions;

namespace Iterable.Generator.OpenApi;

/// <summary>How names of the specification become names in C#: decided here, once, and written into the prepared document for NSwag and the templates.</summary>
public static partial class CSharpNames
{
    /// <summary>Where NSwag reads the name of an argument.</summary>
    public const string GivenArgument = "x-originalName";

    /// <summary>Where the templates read the name of a member.</summary>
    public const string GivenMember = "x-memberName";

    /// <summary>Where the templates read that a member is one of what requests consist of.</summary>
    public const string SentMember = "x-isSent";

    /// <summary>Where the templates read how much a list or map of a request can hold, and how many records a bulk call.</summary>
    public const string MostItems = "x-mostItems";

    /// <summary>Where the templates read which parameter of its type's constructor a required member of a request is, from one on.</summary>
    public const string RequiredPlace = "x-requiredPlace";

    /// <summary><c>bulkUpdateUsers</c> is <c>BulkUpdateUsers</c>, <c>in-app_message</c> is <c>InAppMessage</c>.</summary>
    public static string Pascal(string name) =>
        string.Concat(Separators().Split(name).Where(part => part.Length > 0).Select(UpperFirst));

    /// <summary>The member for a JSON property: <c>campaignId</c> is <c>CampaignId</c>, <c>fromSMSSenderId</c> is <c>FromSmsSenderId</c>.</summary>
    public static string Member(string name) => InnerAcronym().Replace(Pascal(name), acronym => Title(acronym.Value));

    /// <summary>The argument for a parameter: the name it is given, or the one it has on the wire.</summary>
    public static string Argument(JObject parameter)
    {
        var name = parameter.Text(GivenArgument) ?? parameter.Text(Extension.Name) ?? Pascal(parameter.Text("name") ?? "");
        return name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>The member for a value of an enum: the name it is given, or one that follows from it.</summary>
    public static string EnumMember(JObject schema, string value)
    {
        var at = schema["x-enumNames"].Texts().ElementAtOrDefault(schema["enum"].Texts().ToList().IndexOf(value));
        return at ?? schema[Extension.ValueNames].Text(value) ?? EnumMember(value);
    }

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

    // Three capitals or more, the last of which begins no word.
    [GeneratedRegex("(?<![A-Z])[A-Z]{3,}(?![a-z])")]
    private static partial Regex InnerAcronym();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*\z")]
    private static partial Regex PascalName();

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]*\z")]
    private static partial Regex CamelName();
}
