using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

/// <summary>What answers have according to the outline of Iterable's own document.</summary>
internal sealed class RequiredMembers(JObject outline)
{
    // A class of the service's JSON library that its document gives away: on the wire this is any object.
    private const string AnyObject = "#/components/schemas/JsObject";

    // The document requires the address of a user; one that a hybrid project knows by userId alone has none.
    private const string User = "#/components/schemas/ApiResponseUser";

    public static RequiredMembers Read()
    {
        using var stream = typeof(RequiredMembers).Assembly.GetManifestResourceStream("iterable-api.outline.json")!;
        using var reader = new JsonTextReader(new StreamReader(stream));
        return new RequiredMembers(JObject.Load(reader));
    }

    /// <summary>The first member that is missing or null, in words; <see langword="null" /> when none is, or the document says nothing of the answer.</summary>
    public string? Missing(string method, string path, int status, string body)
    {
        var responses = outline["paths"]?["/api" + path]?[method.ToLowerInvariant()]?["responses"];
        var schema = responses?[status.ToString(CultureInfo.InvariantCulture)]?["content"]?["application/json"]?["schema"];
        if (schema is not JObject known || !body.StartsWith('{') && !body.StartsWith('['))
            return null;

        using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None };
        return Check(JToken.ReadFrom(reader), known, "") is { } member ? $"{method} {path} {status} lacks {member}: {body}" : null;
    }

    private string? Check(JToken value, JObject schema, string path)
    {
        var reference = (string?)schema["$ref"];
        if (reference is AnyObject)
            return null;
        if (reference is not null)
            schema = (JObject)outline["components"]!["schemas"]![reference.Split('/')[^1]]!;

        var parts = (schema["allOf"] as JArray ?? []).OfType<JObject>().Select(part => Check(value, part, path));
        return parts.FirstOrDefault(problem => problem is not null) ?? value switch
        {
            JObject item => CheckMembers(item, schema, path, reference is User),
            JArray items when schema["items"] is JObject element =>
                items.Select((item, i) => Check(item, element, $"{path}[{i}]")).FirstOrDefault(problem => problem is not null),
            _ => null,
        };
    }

    private string? CheckMembers(JObject item, JObject schema, string path, bool isUser)
    {
        foreach (var name in (schema["required"] as JArray ?? []).Select(name => (string)name!))
        {
            if (item[name] is null or { Type: JTokenType.Null } && !(isUser && item["userId"] is not null))
                return $"{path}.{name}".TrimStart('.');
        }

        var properties = (schema["properties"] as JObject ?? []).Properties().ToArray();
        // The service leaves out what has no value; the details of an envelope alone are null where there are none.
        if (properties.FirstOrDefault(member => member.Name != "params" && item[member.Name] is { Type: JTokenType.Null }) is { } empty)
            return $"a value of {path}.{empty.Name}";

        return properties
            .Where(member => item[member.Name] is { Type: not JTokenType.Null } && member.Value is JObject)
            .Select(member => Check(item[member.Name]!, (JObject)member.Value, $"{path}.{member.Name}".TrimStart('.')))
            .FirstOrDefault(problem => problem is not null);
    }
}
