namespace Iterable.Generator.OpenApi;

/// <summary>What a schema becomes in C#.</summary>
public static class SchemaShape
{
    /// <summary>The component that stands for any JSON object.</summary>
    public const string JObjectName = "JObject";

    /// <summary>A list of texts: becomes an open enum.</summary>
    public static bool IsEnum(JObject schema) => schema["enum"] is JArray && (schema["type"] is null || schema.Text("type") is "string");

    /// <summary>An object with known members, or a composition of such objects: becomes a class.</summary>
    public static bool IsClass(JObject schema) =>
        (schema["type"] is null || schema.Text("type") is "object")
        && (HasProperties(schema)
            || schema["additionalProperties"] is JValue { Value: false }
            || schema["allOf"] is JArray { Count: > 1 });

    /// <summary>An object about which nothing is known: becomes a JObject.</summary>
    public static bool IsFreeForm(JObject schema) =>
        schema.Text("type") is "object"
        && !HasProperties(schema)
        && !schema.ContainsKey("allOf")
        && schema["additionalProperties"] is null or JValue { Value: true } or JObject { Count: 0 };

    /// <summary>True for a component that becomes a C# type of its own; one that is a list, a text or a number is only another way to write it.</summary>
    public static bool IsType(string name, JObject schema) =>
        name != JObjectName && (IsClass(schema) || IsEnum(schema) || IsFreeForm(schema));

    private static bool HasProperties(JObject schema) => schema["properties"] is JObject { Count: > 0 };
}
