using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Outlines;

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
