namespace Iterable.Generator.Dialects;

/// <summary>
/// Turns a Swagger 2.0 document into OpenAPI 3.0, where it stands. What is malformed stays as it is, so that the check of the result names it.
/// What no command reads is not converted: how calls are authorised, discriminators, and how the fields of a form travel.
/// Own code rather than a library's, because tokens must keep the place they were read from and keywords that Swagger does not know must stay.
/// </summary>
internal sealed class SwaggerConversion(JObject swagger)
{
    private static readonly IReadOnlyList<string> Json = ["application/json"];

    // What operations share has another place.
    private static readonly (string Name, string Section)[] Shared = [("definitions", "schemas"), ("responses", "responses"), ("parameters", "parameters")];

    /// <summary>Makes the document OpenAPI 3.0. Paths stay as they are; host and base path are in <c>servers</c>.</summary>
    public static void Apply(JObject document)
    {
        new SwaggerConversion(document).Convert();
        foreach (var site in document.AllSchemas())
            Schema(site.Schema);
        foreach (var reference in document.AllReferences().Select(reference => (JValue)reference.Value))
        {
            foreach (var (name, section) in Shared.Where(shared => $"{reference.Value}".StartsWith($"#/{shared.Name}/", StringComparison.Ordinal)))
                reference.Value = $"#/components/{section}/{$"{reference.Value}"[(name.Length + 3)..]}";
        }
    }

    private void Convert()
    {
        foreach (var item in Members(swagger["paths"]))
            PathItem(item);
        foreach (var response in Members(swagger["responses"]))
            Response(response, MediaTypes(null, "produces") ?? Json);
        foreach (var parameter in Members(swagger["parameters"]))
        {
            // A body that several operations share stands in each of them: OpenAPI refers to bodies elsewhere.
            if (SwaggerParameters.IsPayload(parameter))
                parameter.Parent!.Remove();
            else
                SwaggerParameters.Convert(parameter);
        }

        swagger.AddFirst(new JProperty("openapi", "3.0.4"));
        if (Servers() is { } servers)
            swagger["servers"] = servers;
        foreach (var (name, section) in Shared.Where(shared => swagger[shared.Name] is { HasValues: true } or JValue))
            (swagger["components"] as JObject ?? (JObject)(swagger["components"] = new JObject()))[section] = swagger[name];
        foreach (var name in new[] { "swagger", "host", "basePath", "schemes", "consumes", "produces", "securityDefinitions", "definitions", "responses", "parameters" })
            swagger.Remove(name);
    }

    private void PathItem(JObject item)
    {
        var shared = TakePayload(item);
        foreach (var operation in Operations.Methods.Select(method => item[method]).OfType<JObject>())
        {
            var own = TakePayload(operation);
            if (own.Count > 0 || shared.Count > 0)
                operation["requestBody"] = SwaggerParameters.Body(own.Count > 0 ? own : shared, MediaTypes(operation["consumes"], "consumes"));
            foreach (var response in Members(operation["responses"]))
                Response(response, MediaTypes(operation["produces"], "produces") ?? Json);
            foreach (var name in new[] { "consumes", "produces", "schemes" })
                operation.Remove(name);
        }
    }

    // What stands for the body leaves the list of parameters, and the others take their form.
    private List<JObject> TakePayload(JObject holder)
    {
        if (holder["parameters"] is not JArray parameters)
            return [];

        var payload = parameters.OfType<JObject>().Select(written => (Written: written, Meant: swagger.Target(written) ?? written)).Where(one => SwaggerParameters.IsPayload(one.Meant)).ToList();
        foreach (var (written, _) in payload)
            written.Remove();
        foreach (var parameter in parameters.OfType<JObject>())
            SwaggerParameters.Convert(parameter);
        if (parameters.Count == 0)
            holder.Remove("parameters");
        return [.. payload.Select(one => one.Meant)];
    }

    private static void Response(JObject response, IReadOnlyList<string> produced)
    {
        if (response.ContainsKey("$ref"))
            return;

        foreach (var header in Members(response["headers"]))
            SwaggerParameters.Describe(header);
        var content = new JObject();
        foreach (var type in response.ContainsKey("schema") ? produced : [])
            content[type] = new JObject { ["schema"] = response["schema"] };
        foreach (var example in (response["examples"] as JObject)?.Properties() ?? [])
            ((JObject)(content[example.Name] ??= new JObject()))["example"] = example.Value;
        response.Remove("schema");
        response.Remove("examples");
        if (content.HasValues)
            response["content"] = content;
    }

    private JArray? Servers()
    {
        var (host, basePath) = (swagger.Text("host"), swagger.Text("basePath"));
        if (host is null && basePath is null)
            return null;

        var roots = host is null ? [""] : swagger["schemes"].Texts().DefaultIfEmpty("https").Select(scheme => $"{scheme}://{host}");
        return new JArray(roots.Select(root => new JObject { ["url"] = root + (basePath is "/" && root.Length > 0 ? "" : basePath) })).WithMark((swagger["host"] ?? swagger["basePath"])!.Mark());
    }

    private static void Schema(JObject schema)
    {
        if (schema.Text("type") is "file")
            (schema["type"], schema["format"]) = ("string", "binary");
        if (schema.IsTrue("x-nullable"))
            schema["nullable"] = schema.Remove("x-nullable");
    }

    private IReadOnlyList<string>? MediaTypes(JToken? own, string ofDocument) => (own ?? swagger[ofDocument]).Texts() is { Count: > 0 } types ? types : null;

    private static List<JObject> Members(JToken? token) => [.. token.Objects().Where(member => !Extension.IsExtension(member.Name)).Select(member => member.Value)];
}
