using System.Collections.Concurrent;
using System.Reflection;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>What the body of a refusal says, in whichever of the service's forms it came.</summary>
internal sealed class ErrorEnvelope
{
    // Longer texts are pages, not messages.
    private const int LongestPlainText = 4096;
    private const int LongestCode = 60;

    private static readonly ConcurrentDictionary<Type, PropertyInfo?> CodeMembers = new();

    private static readonly Lazy<HashSet<string>> FailureCodes = new(() => new HashSet<string>(
        typeof(IterableResultCode).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null))
            .OfType<IterableResultCode>()
            .Where(code => code != IterableResultCode.Success)
            .Select(code => code.Value),
        StringComparer.Ordinal));

    public string? Code { get; private set; }

    public string? Message { get; private set; }

    public JObject? Params { get; private set; }

    /// <summary>How the body was written, for messages: nothing that it says.</summary>
    public string? Oddity { get; private set; }

    /// <summary>Whether the body was a page of HTML or XML.</summary>
    public bool IsMarkup { get; private set; }

    /// <summary>The code, where it is a word that can stand in a message or a log.</summary>
    public string? SafeCode => AsCode(Code);

    /// <summary>
    /// A text that is a code and no value: the service's are words in Pascal case, and keys such as <c>error.catalogs.notFound</c>.
    /// </summary>
    public static string? AsCode(string? text) =>
        text is { Length: > 1 and <= LongestCode }
        && ((text[0] is >= 'A' and <= 'Z' && text.All(IsLetter)) || (text.StartsWith("error.", StringComparison.Ordinal) && text.All(c => IsLetter(c) || c == '.')))
            ? text
            : null;

    public static ErrorEnvelope Read(string body)
    {
        var text = body.Trim();
        if (text.Length == 0)
            return new ErrorEnvelope { Oddity = "The answer had no body." };
        if (text[0] == '<')
            return new ErrorEnvelope { IsMarkup = true };
        if (text[0] == '{' && IterableJson.TryParseObject(text) is { } json)
            return FromJson(json);

        return new ErrorEnvelope
        {
            Message = text.Length <= LongestPlainText ? text : null,
            Oddity = "The answer was not the usual JSON.",
        };
    }

    /// <summary>Reads a text that may be the service's message of an error, where something else is expected.</summary>
    public static ErrorEnvelope? TryRead(string text) =>
        text.Length > 0 && text[0] == '{' && IterableJson.TryParseObject(text) is { } json && FromJson(json) is { Code: not null, Message: not null } error ? error : null;

    /// <summary>What an answer says that came as a success and is none: its code is one of those that the specification lists, and not the one for a success.</summary>
    public static ErrorEnvelope? OfSuccess(object answer) =>
        CodeIn(answer) is { } code && code != "Success" && FailureCodes.Value.Contains(code)
            ? new ErrorEnvelope { Code = code, Message = TextOf(IterableJson.Member(answer, "msg")), Params = IterableJson.Member(answer, "params") as JObject }
            : null;

    // Free-form data can have a member of that name; beside a message it is the service's.
    private static string? CodeIn(object answer) => answer switch
    {
        IterableModel model => CodeOf(model),
        JObject json when TextOf(json["msg"]) is not null => TextOf(json["code"]),
        _ => null,
    };

    // Looked at for every answer, so without what reads the members of a type in general.
    private static string? CodeOf(IterableModel answer) => answer is IterableResponse confirmation
        ? confirmation.Code?.Value
        : TextOf(answer.TryGetAdditional("code")
            ?? CodeMembers.GetOrAdd(answer.GetType(), static type => type.GetProperty(nameof(IterableResponse.Code), typeof(IterableResultCode?)))?.GetValue(answer));

    private static string? TextOf(object? member) => member switch
    {
        IOpenEnum word => word.Value,
        JValue { Type: JTokenType.String } value => (string?)value,
        _ => member as string,
    };

    /// <summary>
    /// Reads <c>{"msg", "code", "params"}</c>, and the second form some operations use: <c>{"error": {"status"}, "message", "code", "data"}</c>.
    /// </summary>
    private static ErrorEnvelope FromJson(JObject json) => new()
    {
        Code = Text(json["code"]),
        Message = Text(json["msg"]) ?? Text(json["message"]),
        Params = json["params"] as JObject ?? json["data"] as JObject,
    };

    private static bool IsLetter(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    private static string? Text(JToken? token) => token switch
    {
        null or { Type: JTokenType.Null } => null,
        JValue value => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => token.ToString(Newtonsoft.Json.Formatting.None),
    };
}
