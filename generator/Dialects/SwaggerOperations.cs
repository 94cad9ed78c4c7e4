namespace Iterable.Generator.Dialects;

/// <summary>Path items, operations and responses of Swagger 2.0. Media types and bodies stand elsewhere there.</summary>
internal sealed class SwaggerOperations(JObject swagger)
{
    private static readonly string[] Json = ["application/json"];

    private static readonly string[] Converted = ["parameters", "consumes", "produces", "schemes", "responses"];

    public JToken PathItem(JObject item)
    {
        var (payload, others) = Split(item["parameters"]);
        var result = new JObject().WithMark(item.Mark());
        foreach (var member in item.Properties())
        {
            if (member.Name is "parameters")
                SetParameters(result, member.Value, others);
            else if (Operations.Methods.Contains(member.Name) && member.Value is JObject operation)
                result.Add(new JProperty(member.Name, Operation(operation, payload)).WithMark(member.Mark()));
            else
                result.Add(member.DeepClone());
        }

        return result;
    }

    /// <summary>A response that operations refer to; its media types are those of the whole document.</summary>
    public JToken SharedResponse(JObject response) => Response(response, MediaTypes(null, swagger["produces"]) ?? Json);

    private JObject Operation(JObject operation, IReadOnlyList<JObject> sharedPayload)
    {
        var (payload, others) = Split(operation["parameters"]);
        var result = new JObject().WithMark(operation.Mark());
        operation.CopyTo(result, name => !Converted.Contains(name));
        if (operation["parameters"] is { } parameters)
            SetParameters(result, parameters, others);
        if (payload.Count > 0 || sharedPayload.Count > 0)
            result["requestBody"] = SwaggerBodies.From(payload.Count > 0 ? payload : sharedPayload, MediaTypes(operation["consumes"], swagger["consumes"]));

        var produced = MediaTypes(operation["produces"], swagger["produces"]) ?? Json;
        if (operation["responses"] is { } responses)
            result["responses"] = responses.MapMembers(response => Response(response, produced));
        return result;
    }

    private static JToken Response(JObject response, IReadOnlyList<string> produced)
    {
        if (response.ContainsKey("$ref"))
            return response.DeepClone();

        var result = new JObject().WithMark(response.Mark());
        response.CopyTo(result, name => name is not ("schema" or "examples" or "headers"));
        if (response["headers"] is { } headers)
            result["headers"] = headers.MapMembers(SwaggerParameters.Header);

        var examples = response["examples"] as JObject;
        var content = new JObject().WithMark(response.Mark());
        foreach (var type in response.ContainsKey("schema") ? produced : [])
            content[type] = new JObject { ["schema"] = response["schema"]!.DeepClone() }.WithMark(response["schema"]!.Mark());
        foreach (var example in examples?.Properties() ?? [])
            ((JObject)(content[example.Name] ??= new JObject().WithMark(example.Mark())))["example"] = example.Value.DeepClone();
        if (content.HasValues)
            result["content"] = content;
        return result;
    }

    private (IReadOnlyList<JObject> Payload, IReadOnlyList<JToken> Others) Split(JToken? list)
    {
        var all = (list as JArray)?.Select(parameter => (Written: parameter, Meant: Resolve(parameter))).ToList() ?? [];
        return ([.. all.Where(one => SwaggerParameters.IsPayload(one.Meant)).Select(one => (JObject)one.Meant)],
            [.. all.Where(one => !SwaggerParameters.IsPayload(one.Meant)).Select(one => one.Written)]);
    }

    private JToken Resolve(JToken parameter) =>
        parameter is JObject o && o["$ref"] is JValue { Value: string reference } && swagger.Resolve(reference) is JObject target ? target : parameter;

    private static void SetParameters(JObject holder, JToken written, IReadOnlyList<JToken> parameters)
    {
        if (written is not JArray)
            holder["parameters"] = written.DeepClone();
        else if (parameters.Count > 0)
            holder["parameters"] = new JArray(parameters.Select(parameter => parameter is JObject o ? SwaggerParameters.Convert(o) : parameter.DeepClone())).WithMark(written.Mark());
    }

    private static IReadOnlyList<string>? MediaTypes(JToken? own, JToken? ofDocument)
    {
        var types = ((own ?? ofDocument) as JArray)?.Select(type => (type as JValue)?.Value as string).OfType<string>().ToList();
        return types is { Count: > 0 } ? types : null;
    }
}
