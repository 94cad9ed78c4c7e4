namespace Iterable.Generator.OpenApi;

/// <summary>The facts of an operation in words: the sentences of IntelliSense and the cells of the table of operations.</summary>
public static class FactWords
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["server"] = "server-side",
        ["read-only"] = "read-only",
        ["javascript"] = "JavaScript",
        ["mobile"] = "mobile",
        ["web"] = "web",
    };

    /// <summary>What the documentation of an answer that is CSV says about reading it.</summary>
    public const string ReadingCsv = "The package Iterable.Generated.Csv reads it: ReadRowsAsync as rows, ReadCsvAsync as records.";

    /// <summary>What an operation's documentation says about repeating it, its rate limit, its keys and its pages.</summary>
    public static string Sentences(Operation operation)
    {
        var facts = operation.Definition;
        string?[] sentences =
        [
            Repeating(facts.Text(Extension.Retry), isReading: operation.Method is "get" or "head"),
            facts[Extension.RateLimit] is JObject limit ? $"Rate limit: {Requests(limit)} {Time(limit)} for each {Scope(limit)}." : "Iterable publishes no rate limit for this call.",
            KeyTypes(facts[Extension.KeyTypes].Texts()),
            facts[Extension.Pagination].Text("method") is { } method ? $"{method}Async reads all pages." : null,
            facts[Extension.Bulk].Member("record-bytes") is { } bytes ? $"A record has at most {Number(bytes)} bytes." : null,
        ];
        return string.Join(" ", sentences.OfType<string>());
    }

    /// <summary>What the documentation of a member says about what is refused before it is sent; empty for most.</summary>
    public static string Limits(JObject member)
    {
        string?[] sentences =
        [
            member[Extension.DaysAhead] is { } days ? $"At most {Number(days)} days ahead: a later time is refused before it is sent." : null,
            member[CSharpNames.MostItems] is { } most ? $"At most {Number(most)} entries: more are refused before they are sent." : null,
        ];
        return string.Join(" ", sentences.OfType<string>());
    }

    /// <summary><c>4 a minute for each project</c>.</summary>
    public static string RateLimit(JToken? limit) => limit is JObject facts ? $"{facts["permits"]} {Time(facts)} for each {Scope(facts)}" : "not published";

    /// <summary>Whether a call whose fate is unknown is sent again.</summary>
    public static string Retry(JToken? retry) => retry?.ToString() is "with-id" ? "with an id" : retry?.ToString() ?? "";

    /// <summary>How the next page is asked for, and the method that asks.</summary>
    public static string Pages(JToken? pagination)
    {
        var kind = pagination.Text("kind") switch
        {
            "page" => "by number",
            "start-after" => "after the last item",
            "cap" => "one, capped",
            var other => $"by {other}",
        };
        return pagination is JObject ? $"{kind}: `{pagination.Text("method")}Async`" : "";
    }

    private static string? Repeating(string? retry, bool isReading) => retry switch
    {
        "always" => isReading ? null : "Repeating the call is safe.",
        "with-id" => "Repeating the call is safe only when every record has an id.",
        _ => "Not safe to repeat: the call is sent again only when it was surely not processed.",
    };

    private static string KeyTypes(IReadOnlyList<string> types)
    {
        var names = types.Select(type => Keys.GetValueOrDefault(type, type)).ToList();
        var list = names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        return $"Needs a {list} API key.{(types.Contains("server") ? "" : " A server-side key is refused.")}";
    }

    private static string Requests(JObject limit) => limit["permits"] is JValue { Value: long permits } number ? $"{Number(number)} request{(permits == 1 ? "" : "s")}" : "";

    private static string Number(JToken number) => number is JValue { Value: long whole } ? whole.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) : number.ToString();

    private static string Time(JObject limit) => limit["seconds"] is not JValue { Value: long seconds } ? "" : seconds switch
    {
        1 => "a second",
        60 => "a minute",
        3600 => "an hour",
        86400 => "a day",
        _ => $"in {seconds} seconds",
    };

    private static string Scope(JObject limit) => limit.Text("scope") is "api-key" ? "API key" : limit.Text("scope") ?? "";
}
