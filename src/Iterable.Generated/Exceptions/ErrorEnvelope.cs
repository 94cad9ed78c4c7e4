using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>What the body of a refusal says, in whichever of the service's forms it came.</summary>
internal sealed class ErrorEnvelope
{
    // Longer texts are pages, not messages.
    private const int LongestPlainText = 4096;

    public string? Code { get; private set; }

    public string? Message { get; private set; }

    public JObject? Params { get; private set; }

    /// <summary>How the body was written, for messages: nothing that it says.</summary>
    public string? Oddity { get; private set; }

    public static ErrorEnvelope Read(string body)
    {
        var text = body.Trim();
        if (text.Length == 0)
            return new ErrorEnvelope { Oddity = "The answer had no body." };
        if (text[0] == '<')
            return new ErrorEnvelope { Oddity = "The answer was a page of HTML or XML, so it may not come from the API: check the base address." };
        if (text[0] == '{' && IterableJson.TryParseObject(text) is { } json)
            return FromJson(json);

        return new ErrorEnvelope
        {
            Message = text.Length <= LongestPlainText ? text : null,
            Oddity = "The answer was not the usual JSON.",
        };
    }

    /// <summary>
    /// Reads <c>{"msg", "code", "params"}</c>, and the second form some operations use: <c>{"error": {"status"}, "message", "code", "data"}</c>.
    /// </summary>
    private static ErrorEnvelope FromJson(JObject json) => new()
    {
        Code = Text(json["code"]),
        Message = Text(json["msg"]) ?? Text(json["message"]),
        Params = json["params"] as JObject ?? json["data"] as JObject,
    };

    private static string? Text(JToken? token) => token switch
    {
        null or { Type: JTokenType.Null } => null,
        JValue value => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => token.ToString(Newtonsoft.Json.Formatting.None),
    };
}
