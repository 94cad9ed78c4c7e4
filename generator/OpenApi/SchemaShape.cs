using Newtonsoft.Json.Linq;

namespace Iterable.Generator.OpenApi;

/// <summary>What a schema becomes in C#.</summary>
public static class SchemaShape
{
    /// <summary>The component that stands for any JSON object.</summary>
    public const string JObjectName = "JObject";

    /// <summary>The type, when it is one.</summary>
    public static string? TypeOf(JObject schema) => schema["type"] is JValue { Value: string type } ? type : null;

    /// <summary>A list of texts: becomes an open enum.</summary>
    public static bool IsEnum(JObject schema) => schema["enum"] is JArray && TypeOf(schema) is "string" or null && schema.ContainsKey("enum");

    /// <summary>An object with known members, or a composition of such objects: becomes a class.</summary>
    public static bool IsClass(JObject schema) =>
        TypeOf(schema) is "object" or null
        && (HasProperties(schema)
            || schema["additionalProperties"] is JValue { Value: false }
            || schema["allOf"] is JArray { Count: > 1 });

    /// <summary>An object about which nothing is known: becomes a JObject.</summary>
    public static bool IsFreeForm(JObject schema) =>
        TypeOf(schema) is "object"
        && !HasProperties(schema)
        && !schema.ContainsKey("allOf")
        && schema["additionalProperties"] is null or JValue { Value: true } or JObject { Count: 0 };

    private static bool HasProperties(JObject schema) => schema["properties"] is JObject { Count: > 0 };
}
