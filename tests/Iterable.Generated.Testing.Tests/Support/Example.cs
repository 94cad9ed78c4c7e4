namespace Iterable.Generated.Testing.Tests;

/// <summary>Makes requests from the schemas of the prepared document: every member, with a value that means something where the name says what it is.</summary>
internal static class Example
{
    public static JToken Of(ApiSchema schema, string name, IReadOnlyDictionary<string, JToken> known)
    {
        if (known.TryGetValue(name, out var value))
            return schema.Type == "array" && value is not JArray ? new JArray(value) : value.DeepClone();
        if (schema.IsTime)
            return WireTime.Write(new DateTimeOffset(2026, 1, 14, 6, 20, 22, TimeSpan.Zero), schema.Wire);
        if (schema.Values.Count > 0)
            return schema.Values[0];

        return schema.Type switch
        {
            "integer" => 1,
            "number" => 9.5,
            "boolean" => true,
            "string" => name == "delimiter" ? "," : "text",
            "array" => new JArray(Of(schema.Items!, name, known)),
            _ => new JObject(schema.Properties.Select(property => new JProperty(property.Key, Of(property.Value, property.Key, known)))),
        };
    }
}
