namespace Iterable.Generator.Dialects;

/// <summary>Parameters and headers of Swagger 2.0: what describes their values becomes a schema.</summary>
internal static class SwaggerParameters
{
    private static readonly string[] Own = ["name", "in", "description", "required", "deprecated", "allowEmptyValue", "schema", "content"];

    /// <summary>True for what OpenAPI 3 has in the body of the request.</summary>
    public static bool IsPayload(JToken parameter) => In(parameter) is "body" or "formData";

    /// <summary>A parameter that is no body.</summary>
    public static JToken Convert(JObject parameter)
    {
        if (parameter.ContainsKey("$ref") || In(parameter) is "body")
            return parameter.DeepClone();

        var result = new JObject().WithMark(parameter.Mark());
        parameter.CopyTo(result, IsOwn);
        foreach (var member in Serialization(parameter).Properties())
            result.Add(member);
        if (!result.ContainsKey("schema"))
            result["schema"] = Schema(parameter);
        return result;
    }

    /// <summary>A header of a response.</summary>
    public static JToken Header(JObject header)
    {
        var result = new JObject().WithMark(header.Mark());
        header.CopyTo(result, IsOwn);
        result["schema"] ??= Schema(header);
        return result;
    }

    /// <summary>The schema of the values.</summary>
    public static JObject Schema(JObject parameter)
    {
        var schema = new JObject().WithMark(parameter.Mark());
        parameter.CopyTo(schema, name => !IsOwn(name) && name is not "collectionFormat");
        return schema;
    }

    /// <summary>How a list travels (<c>style</c>, <c>explode</c>); nothing for other values. Without a format a list is separated by commas.</summary>
    public static JObject Serialization(JObject parameter)
    {
        if (parameter["type"] is not JValue { Value: "array" })
            return [];

        var plain = In(parameter) is "query" or "formData" ? "form" : "simple";
        return ((parameter["collectionFormat"] as JValue)?.Value as string ?? "csv") switch
        {
            "csv" => new() { ["style"] = plain, ["explode"] = false },
            "multi" => new() { ["style"] = plain, ["explode"] = true },
            "ssv" => new() { ["style"] = "spaceDelimited", ["explode"] = false },
            "pipes" => new() { ["style"] = "pipeDelimited", ["explode"] = false },
            var unknown => new() { ["x-collectionFormat"] = unknown },
        };
    }

    private static string? In(JToken parameter) => ((parameter as JObject)?["in"] as JValue)?.Value as string;

    private static bool IsOwn(string name) => Own.Contains(name) || Tokens.IsExtension(name);
}

/// <summary>Bodies of requests, which Swagger 2.0 has among the parameters: one <c>body</c>, or the fields of a form.</summary>
internal static class SwaggerBodies
{
    public static JObject From(IReadOnlyList<JObject> payload, IReadOnlyList<string>? consumed) =>
        payload.FirstOrDefault(parameter => parameter["in"] is JValue { Value: "body" }) is { } body
            ? Body(body, consumed ?? ["application/json"])
            : Form(payload, consumed);

    private static JObject Body(JObject parameter, IReadOnlyList<string> consumed)
    {
        var result = new JObject().WithMark(parameter.Mark());
        parameter.CopyTo(result, name => name is "description" or "required" || Tokens.IsExtension(name));
        result["content"] = Content(consumed, () =>
        {
            var media = new JObject().WithMark(parameter.Mark());
            parameter.CopyTo(media, name => name is "schema");
            return media;
        });
        return result;
    }

    private static JObject Form(IReadOnlyList<JObject> fields, IReadOnlyList<string>? consumed)
    {
        var hasFile = fields.Any(field => field["type"] is JValue { Value: "file" });
        var required = fields.Where(IsRequired).Select(field => field["name"]!.DeepClone()).ToList();
        var result = new JObject().WithMark(fields[0].Mark());
        if (required.Count > 0)
            result["required"] = true;
        result["content"] = Content(consumed ?? [hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"], () => Media(fields, required));
        return result;
    }

    private static JObject Media(IReadOnlyList<JObject> fields, IReadOnlyList<JToken> required)
    {
        var (properties, encoding) = (new JObject(), new JObject());
        foreach (var field in fields)
        {
            var name = (field["name"] as JValue)?.Value as string ?? "";
            var schema = SwaggerParameters.Schema(field);
            field.CopyTo(schema, key => key is "description" || Tokens.IsExtension(key));
            properties[name] = schema;
            if (SwaggerParameters.Serialization(field) is { HasValues: true } serialization)
                encoding[name] = serialization;
        }

        var form = new JObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
            form["required"] = new JArray(required);
        var media = new JObject { ["schema"] = form };
        if (encoding.HasValues)
            media["encoding"] = encoding;
        return media;
    }

    private static JObject Content(IEnumerable<string> types, Func<JObject> media)
    {
        var content = new JObject();
        foreach (var type in types)
            content[type] = media();
        return content;
    }

    private static bool IsRequired(JObject field) => field["required"] is JValue { Value: true } && field["name"] is JValue { Value: string };
}
