namespace Iterable.Generator.Dialects;

/// <summary>Parameters and headers of Swagger 2.0: what describes their values becomes a schema. Bodies stand among them there: one <c>body</c>, or the fields of a form.</summary>
internal static class SwaggerParameters
{
    private static readonly string[] Own = ["name", "in", "description", "required", "deprecated", "allowEmptyValue", "schema", "content"];

    /// <summary>True for what OpenAPI 3 has in the body of the request.</summary>
    public static bool IsPayload(JObject parameter) => parameter.Text("in") is "body" or "formData";

    /// <summary>Gives a parameter that is no body its form.</summary>
    public static void Convert(JObject parameter)
    {
        if (!parameter.ContainsKey("$ref"))
            Describe(parameter, Serialization(parameter));
    }

    /// <summary>Puts what describes the values of a parameter, or of a header of a response, into a schema.</summary>
    public static void Describe(JObject holder, JObject? serialization = null)
    {
        var schema = Schema(holder);
        foreach (var member in holder.Properties().Where(member => !IsOwn(member.Name)).ToList())
            member.Remove();
        holder.Merge(serialization ?? []);
        holder["schema"] ??= schema;
    }

    /// <summary>The body of a request.</summary>
    public static JObject Body(IReadOnlyList<JObject> payload, IReadOnlyList<string>? consumed)
    {
        if (payload.FirstOrDefault(parameter => parameter.Text("in") is "body") is { } body)
        {
            var result = Copy(body, name => name is "description" or "required" || Extension.IsExtension(name)).WithMark(body.Mark());
            result["content"] = Content(consumed ?? ["application/json"], Copy(body, name => name is "schema").WithMark(body.Mark()));
            return result;
        }

        var required = payload.Where(field => field.IsTrue("required") && field.Text("name") is not null).Select(field => field["name"]!).ToList();
        var form = new JObject().WithMark(payload[0].Mark());
        if (required.Count > 0)
            form["required"] = true;
        form["content"] = Content(consumed ?? [payload.Any(field => field.Text("type") is "file") ? "multipart/form-data" : "application/x-www-form-urlencoded"], Media(payload, required));
        return form;
    }

    private static JObject Media(IReadOnlyList<JObject> fields, IReadOnlyList<JToken> required)
    {
        var properties = new JObject();
        foreach (var field in fields)
        {
            var schema = Schema(field);
            schema.Add(field.Properties().Where(member => member.Name is "description" || Extension.IsExtension(member.Name)));
            properties[field.Text("name") ?? ""] = schema;
        }

        var media = new JObject { ["schema"] = new JObject { ["type"] = "object", ["properties"] = properties } };
        if (required.Count > 0)
            media["schema"]!["required"] = new JArray(required);
        return media;
    }

    private static JObject Content(IEnumerable<string> types, JObject media) => new(types.Distinct().Select(type => new JProperty(type, media)));

    private static JObject Schema(JObject parameter) => Copy(parameter, name => !IsOwn(name) && name is not "collectionFormat").WithMark(parameter.Mark());

    // How a list travels (style, explode); nothing for other values. Without a format a list is separated by commas.
    private static JObject? Serialization(JObject parameter)
    {
        if (parameter.Text("type") is not "array")
            return null;

        var plain = parameter.Text("in") is "query" ? "form" : "simple";
        return (parameter.Text("collectionFormat") ?? "csv") switch
        {
            "csv" => new() { ["style"] = plain, ["explode"] = false },
            "multi" => new() { ["style"] = plain, ["explode"] = true },
            "ssv" => new() { ["style"] = "spaceDelimited", ["explode"] = false },
            "pipes" => new() { ["style"] = "pipeDelimited", ["explode"] = false },
            var unknown => new() { ["x-collectionFormat"] = unknown },
        };
    }

    private static JObject Copy(JObject from, Func<string, bool> isCopied) => new(from.Properties().Where(member => isCopied(member.Name)));

    private static bool IsOwn(string name) => Own.Contains(name) || Extension.IsExtension(name);
}
