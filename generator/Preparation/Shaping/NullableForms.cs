using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Shaping;

/// <summary>OpenAPI 3.1 says null as a type among others; 3.0 says <c>nullable: true</c>.</summary>
internal static class NullableForms
{
    public static void Convert(JObject document)
    {
        foreach (var site in document.AllSchemas())
        {
            FromTypes(site.Schema);
            FromAlternatives(site.Schema, "anyOf");
            FromAlternatives(site.Schema, "oneOf");
            FromEnum(site.Schema);
        }
    }

    // type: [string, 'null']
    private static void FromTypes(JObject schema)
    {
        if (schema["type"] is not JArray types)
            return;

        var others = types.Where(type => !IsNullName(type)).ToList();
        if (others.Count < types.Count && others.Count > 0)
            schema["nullable"] = true;
        if (others.Count == 1)
            schema["type"] = others[0];
        else if (others.Count < types.Count && others.Count > 0)
            schema["type"] = new JArray(others);
    }

    // anyOf: [X, {type: 'null'}]
    private static void FromAlternatives(JObject schema, string key)
    {
        if (schema[key] is not JArray alternatives)
            return;

        var others = alternatives.Where(alternative => !IsNullName((alternative as JObject)?["type"])).ToList();
        if (others.Count == alternatives.Count || others is not [JObject only])
            return;

        schema.Remove(key);
        schema["nullable"] = true;
        foreach (var member in only.Properties().Where(member => !schema.ContainsKey(member.Name)).ToList())
        {
            member.Remove();
            schema.Add(member);
        }
    }

    // enum: [a, b, null]
    private static void FromEnum(JObject schema)
    {
        foreach (var value in (schema["enum"] as JArray)?.Where(value => value.Type is JTokenType.Null).ToList() ?? [])
        {
            value.Remove();
            schema["nullable"] = true;
        }
    }

    private static bool IsNullName(JToken? type) => type is JValue { Value: "null" };
}
