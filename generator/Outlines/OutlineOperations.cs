using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Outlines;

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
