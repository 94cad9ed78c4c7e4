using Iterable.Generator.Shaping;

namespace Iterable.Generator.Outlines;

/// <summary>
/// The structure of an API and nothing else: methods, paths, parameters, bodies, statuses, schemas. No prose and no examples, and everything
/// in a fixed order, so that two outlines differ exactly where two versions of an API do. The outline is an OpenAPI document itself.
/// </summary>
internal static class Outline
{
    private const string Title = "An outline: names and types, no documentation";

    /// <summary>The outline of a document, which is changed on the way.</summary>
    public static JObject Of(JObject document)
    {
        DocumentShape.Unify(document);
        OutlineNames.Apply(document);

        var outline = new JObject
        {
            ["openapi"] = "3.0.4",
            ["info"] = new JObject { ["title"] = Title, ["version"] = (document["info"]?["version"] as JValue)?.ToString() ?? "" },
        };
        if (document["servers"] is JArray { Count: > 0 } servers)
            outline["servers"] = new JArray(servers.OfType<JObject>().Select(server => new JObject { ["url"] = server["url"]?.DeepClone() }));
        outline["paths"] = new JObject(document.PathItems().OrderBy(path => path.Name, StringComparer.Ordinal).Select(path => new JProperty(path.Name, OutlineOperations.PathItem((JObject)path.Value))));
        if (Components(document) is { HasValues: true } components)
            outline["components"] = components;
        return outline;
    }

    private static JObject Components(JObject document)
    {
        var components = new JObject();
        foreach (var (section, convert) in Sections)
        {
            var members = document.Component(section).OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
            if (members.Count > 0)
                components[section] = new JObject(members.Select(member => new JProperty(member.Name, convert(member.Value))));
        }

        return components;
    }

    private static readonly (string Name, Func<JToken, JToken> Convert)[] Sections =
    [
        ("parameters", OutlineOperations.Parameter),
        ("requestBodies", OutlineOperations.RequestBody),
        ("responses", OutlineOperations.Response),
        ("schemas", OutlineSchemas.Schema),
    ];
}

/// <summary>What an outline says of an operation.</summary>
internal static class OutlineOperations
{
    public static JObject PathItem(JObject item)
    {
        var outline = new JObject();
        AddParameters(outline, item);
        foreach (var method in Operations.Methods.Order(StringComparer.Ordinal))
        {
            if (item[method] is JObject operation)
                outline[method] = Operation(operation);
        }

        return outline;
    }

    public static JToken Parameter(JToken parameter) => Described(parameter, (from, outline) =>
    {
        Keep(from, outline, "name", "in", "required", "deprecated", "style", "explode", "schema");
        AddContent(outline, from);
    });

    public static JToken RequestBody(JToken body) => Described(body, (from, outline) =>
    {
        Keep(from, outline, "required");
        AddContent(outline, from);
    });

    public static JToken Response(JToken response) => Described(response, (from, outline) =>
    {
        if (from["headers"] is JObject headers)
            outline["headers"] = new JObject(Sorted(headers).Select(header => new JProperty(header.Name, Parameter(header.Value))));
        AddContent(outline, from);
    });

    private static JObject Operation(JObject operation)
    {
        var outline = new JObject();
        if (operation["tags"] is JArray tags)
            outline["tags"] = new JArray(tags.Select(tag => tag.ToString()).Order(StringComparer.Ordinal));
        Keep(operation, outline, "deprecated");
        AddParameters(outline, operation);
        if (operation["requestBody"] is { } body)
            outline["requestBody"] = RequestBody(body);
        outline["responses"] = operation["responses"] is JObject responses
            ? new JObject(Sorted(responses).Select(response => new JProperty(response.Name, Response(response.Value))))
            : new JObject();
        return outline;
    }

    private static void AddParameters(JObject outline, JObject holder)
    {
        if (holder["parameters"] is not JArray { Count: > 0 } parameters)
            return;

        outline["parameters"] = new JArray(parameters.OfType<JObject>()
            .OrderBy(parameter => $"{parameter["$ref"]} {parameter["in"]} {parameter["name"]}", StringComparer.Ordinal)
            .Select(Parameter));
    }

    private static void AddContent(JObject outline, JObject holder)
    {
        if (holder["content"] is JObject content)
            outline["content"] = new JObject(Sorted(content).Select(media => new JProperty(media.Name, Media(media.Value))));
    }

    private static JObject Media(JToken media)
    {
        var outline = new JObject();
        if (media is JObject o)
            Keep(o, outline, "schema");
        return outline;
    }

    private static JToken Described(JToken token, Action<JObject, JObject> describe)
    {
        var outline = new JObject();
        if (token is JObject { } from && from["$ref"] is { } reference)
            outline["$ref"] = reference.DeepClone();
        else if (token is JObject described)
            describe(described, outline);
        return outline;
    }

    private static void Keep(JObject from, JObject outline, params string[] keys)
    {
        foreach (var key in keys)
        {
            if (from[key] is { } value)
                outline[key] = key == "schema" ? OutlineSchemas.Schema(value) : value.DeepClone();
        }
    }

    private static IEnumerable<JProperty> Sorted(JObject o) =>
        o.Properties().Where(member => !member.Name.StartsWith("x-", StringComparison.Ordinal)).OrderBy(member => member.Name, StringComparer.Ordinal);
}

/// <summary>What an outline says of a schema.</summary>
internal static class OutlineSchemas
{
    private static readonly string[] Facts =
    [
        "type", "format", "nullable", "deprecated", "readOnly", "writeOnly", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    public static JToken Schema(JToken token)
    {
        if (token is not JObject schema)
            return token.DeepClone();
        if (schema["$ref"] is { } reference)
            return new JObject { ["$ref"] = reference.DeepClone() };

        var outline = new JObject();
        foreach (var fact in Facts.Where(schema.ContainsKey))
            outline[fact] = schema[fact]!.DeepClone();
        if (schema["enum"] is JArray values)
            outline["enum"] = Sorted(values);
        if (IsFact(schema["default"], schema["enum"] as JArray))
            outline["default"] = schema["default"]!.DeepClone();
        if (schema["required"] is JArray { Count: > 0 } required)
            outline["required"] = Sorted(required);
        foreach (var key in new[] { "items", "additionalProperties", "not" }.Where(schema.ContainsKey))
            outline[key] = Schema(schema[key]!);
        foreach (var key in new[] { "allOf", "anyOf", "oneOf" })
        {
            if (schema[key] is JArray parts)
                outline[key] = new JArray(parts.Select(Schema));
        }

        if (schema["properties"] is JObject properties)
            outline["properties"] = new JObject(properties.Properties().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => new JProperty(member.Name, Schema(member.Value))));
        return outline;
    }

    // Anything else may be a sentence about what happens without a value.
    private static bool IsFact(JToken? value, JArray? values) =>
        value?.Type is JTokenType.Integer or JTokenType.Float or JTokenType.Boolean
        || (value is not null && values?.Any(known => JToken.DeepEquals(known, value)) is true);

    private static JArray Sorted(JArray values) => [.. values.OrderBy(value => value.ToString(), StringComparer.Ordinal).Select(value => value.DeepClone())];
}
