namespace Iterable.Generator.Dialects;

/// <summary>
/// Turns a Swagger 2.0 document into OpenAPI 3.0. What is malformed is carried over as it is, so that the check of the result names it.
/// Own code rather than a library's, because tokens must keep the place they were read from and keywords that Swagger does not know must stay.
/// </summary>
internal static class SwaggerConversion
{
    private static readonly string[] Converted =
        ["swagger", "info", "host", "basePath", "schemes", "consumes", "produces", "paths", "definitions", "parameters", "responses", "securityDefinitions"];

    /// <summary>The document as OpenAPI 3.0. Paths stay as they are; host and base path are in <c>servers</c>.</summary>
    public static JObject ToOpenApi(JObject swagger)
    {
        var result = new JObject { ["openapi"] = "3.0.4" }.WithMark(swagger.Mark());
        swagger.CopyTo(result, name => name is "info");
        if (Servers(swagger) is { } servers)
            result["servers"] = servers;
        swagger.CopyTo(result, name => !Converted.Contains(name));

        var operations = new SwaggerOperations(swagger);
        if (swagger["paths"] is { } paths)
            result["paths"] = paths.MapMembers(operations.PathItem);
        if (Components(swagger, operations) is { HasValues: true } components)
            result["components"] = components;

        foreach (var schema in result.AllSchemas())
            SwaggerSchemas.Convert(schema.Schema);
        foreach (var reference in result.AllReferences().ToList())
            SwaggerSchemas.Redirect(reference);
        return result;
    }

    private static JObject Components(JObject swagger, SwaggerOperations operations)
    {
        var components = new JObject().WithMark(swagger.Mark());
        if (swagger["definitions"] is { } definitions)
            components["schemas"] = definitions.DeepClone();
        if (swagger["responses"] is { } responses)
            components["responses"] = responses.MapMembers(operations.SharedResponse);
        if (swagger["parameters"] is { } parameters)
        {
            // A body that several operations share stands in each of them: OpenAPI refers to bodies elsewhere.
            var shared = parameters.MapMembers(SwaggerParameters.Convert);
            foreach (var body in shared.Children<JProperty>().Where(parameter => SwaggerParameters.IsPayload(parameter.Value)).ToList())
                body.Remove();
            if (shared.HasValues)
                components["parameters"] = shared;
        }

        if (swagger["securityDefinitions"] is { } schemes)
            components["securitySchemes"] = schemes.MapMembers(SwaggerSecurity.Convert);
        return components;
    }

    private static JArray? Servers(JObject swagger)
    {
        var (host, basePath) = (Text(swagger["host"]), Text(swagger["basePath"]));
        if (host is null && basePath is null)
            return null;

        var schemes = (swagger["schemes"] as JArray)?.Select(Text).OfType<string>().ToList() ?? [];
        var roots = host is null ? [""] : schemes.Count == 0 ? [$"https://{host}"] : schemes.Select(scheme => $"{scheme}://{host}");
        return [.. roots.Select(root => new JObject { ["url"] = root + (basePath is null or "/" && root.Length > 0 ? "" : basePath) }.WithMark((swagger["host"] ?? swagger["basePath"])!.Mark()))];
    }

    private static string? Text(JToken? token) => (token as JValue)?.Value as string;
}

/// <summary>What schemas and references of Swagger 2.0 say differently.</summary>
internal static class SwaggerSchemas
{
    private static readonly (string From, string To)[] Places =
    [
        ("#/definitions/", "#/components/schemas/"),
        ("#/parameters/", "#/components/parameters/"),
        ("#/responses/", "#/components/responses/"),
    ];

    public static void Convert(JObject schema)
    {
        if (schema["type"] is JValue { Value: "file" })
        {
            schema["type"] = "string";
            schema["format"] = "binary";
        }

        if (schema["discriminator"] is JValue { Value: string member })
            schema["discriminator"] = new JObject { ["propertyName"] = member };
        if (schema["x-nullable"] is JValue { Value: true })
        {
            schema.Remove("x-nullable");
            schema["nullable"] = true;
        }
    }

    /// <summary>Lets a reference lead to where the conversion puts its target.</summary>
    public static void Redirect(JProperty reference)
    {
        var text = (string)reference.Value!;
        foreach (var (from, to) in Places)
        {
            if (text.StartsWith(from, StringComparison.Ordinal))
                ((JValue)reference.Value).Value = to + text[from.Length..];
        }
    }
}

/// <summary>How calls are authorised, in Swagger 2.0 and in OpenAPI 3.</summary>
internal static class SwaggerSecurity
{
    private static readonly Dictionary<string, string> Flows = new()
    {
        ["implicit"] = "implicit",
        ["password"] = "password",
        ["application"] = "clientCredentials",
        ["accessCode"] = "authorizationCode",
    };

    public static JToken Convert(JObject scheme) => ((scheme["type"] as JValue)?.Value as string) switch
    {
        "basic" => With(scheme, new() { ["type"] = "http", ["scheme"] = "basic" }),
        "oauth2" when (scheme["flow"] as JValue)?.Value is string flow && Flows.TryGetValue(flow, out var name) => OAuth(scheme, name),
        _ => scheme.DeepClone(),
    };

    private static JObject OAuth(JObject scheme, string name)
    {
        var flow = new JObject();
        scheme.CopyTo(flow, key => key is "authorizationUrl" or "tokenUrl" or "scopes");
        return With(scheme, new() { ["type"] = "oauth2", ["flows"] = new JObject { [name] = flow } });
    }

    private static JObject With(JObject scheme, JObject converted)
    {
        scheme.CopyTo(converted, key => key is "description" || Tokens.IsExtension(key));
        return converted.WithMark(scheme.Mark());
    }
}

/// <summary>Copies parts of a tree with the places they were read from.</summary>
internal static class Tokens
{
    /// <summary>Copies the members that <paramref name="isCopied"/> names.</summary>
    public static void CopyTo(this JObject from, JObject to, Func<string, bool> isCopied)
    {
        foreach (var member in from.Properties().Where(member => isCopied(member.Name)))
            to.Add(member.DeepClone());
    }

    /// <summary>An object whose members are those of the token, each converted if it is an object; anything else as it is.</summary>
    public static JToken MapMembers(this JToken token, Func<JObject, JToken> convert)
    {
        if (token is not JObject from)
            return token.DeepClone();

        var result = new JObject().WithMark(from.Mark());
        foreach (var member in from.Properties())
        {
            var value = member.Value is JObject o && !IsExtension(member.Name) ? convert(o) : member.Value.DeepClone();
            result.Add(new JProperty(member.Name, value).WithMark(member.Mark()));
        }

        return result;
    }

    /// <summary>True for the name of an extension.</summary>
    public static bool IsExtension(string name) => name.StartsWith("x-", StringComparison.Ordinal);
}
