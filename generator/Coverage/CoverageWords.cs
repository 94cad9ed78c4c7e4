using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Coverage;

/// <summary>The facts of an operation in words.</summary>
internal static class CoverageWords
{
    /// <summary><c>4 a minute for each project</c>.</summary>
    public static string RateLimit(JToken? limit)
    {
        if (limit is not JObject facts)
            return "not published";

        var time = (int?)facts["seconds"] switch { 1 => "a second", 60 => "a minute", 3600 => "an hour", 86400 => "a day", var seconds => $"in {seconds} seconds" };
        var scope = facts.Text("scope") == "api-key" ? "API key" : facts.Text("scope");
        return $"{facts["permits"]} {time} for each {scope}";
    }

    /// <summary>Whether a call whose fate is unknown is sent again.</summary>
    public static string Retry(JToken? retry) => (string?)retry == "with-id" ? "with an id" : (string?)retry ?? "";

    /// <summary>How the next page is asked for, and the method that asks.</summary>
    public static string Pages(JToken? pagination)
    {
        if (pagination is not JObject facts)
            return "";

        var kind = facts.Text("kind") switch
        {
            "page" => "by number",
            "start-after" => "after the last item",
            "cap" => "one, capped",
            var other => $"by {other}",
        };
        return $"{kind}: `{facts["method"]}Async`";
    }
}
