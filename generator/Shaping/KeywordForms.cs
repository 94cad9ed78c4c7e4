namespace Iterable.Generator.Shaping;

/// <summary>Says in the words of OpenAPI 3.0 what 3.1 says in others. What has no counterpart stays, and is reported when the document is written.</summary>
internal static class KeywordForms
{
    public static void Convert(JObject schema)
    {
        schema.Remove("$comment");
        schema.Remove("$schema");
        Exclusive(schema, "minimum", "exclusiveMinimum", (limit, exclusive) => exclusive >= limit);
        Exclusive(schema, "maximum", "exclusiveMaximum", (limit, exclusive) => exclusive <= limit);

        if (schema["const"] is { } value)
        {
            schema.Remove("const");
            schema["enum"] = new JArray(value);
        }

        if (schema["examples"] is JArray examples)
        {
            schema.Remove("examples");
            if (examples.Count > 0 && !schema.ContainsKey("example"))
                schema["example"] = examples[0];
        }

        if (schema["contentMediaType"] is JValue { Value: "application/octet-stream" } && !schema.ContainsKey("contentEncoding"))
        {
            schema.Remove("contentMediaType");
            schema["format"] = "binary";
        }
        else if (schema["contentEncoding"] is JValue { Value: "base64" })
        {
            schema.Remove("contentMediaType");
            schema.Remove("contentEncoding");
            schema["format"] = "byte";
        }
    }

    // 3.1: exclusiveMinimum: 5. 3.0: minimum: 5 with exclusiveMinimum: true.
    private static void Exclusive(JObject schema, string limit, string exclusive, Func<double, double, bool> isStricter)
    {
        if (schema[exclusive] is not JValue { Type: JTokenType.Integer or JTokenType.Float } value)
            return;

        if (schema[limit] is not JValue other || isStricter((double)other, (double)value))
        {
            schema[limit] = value.DeepClone();
            schema[exclusive] = true;
        }
        else
        {
            schema.Remove(exclusive);
        }
    }
}

/// <summary>OpenAPI 3.1 says null as a type among others; 3.0 says <c>nullable: true</c>.</summary>
internal static class NullableForms
{
    public static void Convert(JObject schema)
    {
        FromTypes(schema);
        FromAlternatives(schema, "anyOf");
        FromAlternatives(schema, "oneOf");
        FromEnum(schema);
    }

    // type: [string, 'null']
    private static void FromTypes(JObject schema)
    {
        if (schema["type"] is not JArray types)
            return;

        var others = types.Where(type => !IsNullName(type)).ToList();
        if (others.Count < types.Count && others.Count > 0)
            schema["nullable"] = true;
        if (others.Count > 0)
            schema["type"] = others.Count == 1 ? others[0] : new JArray(others);
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
        schema.Add(only.Properties().Where(member => !schema.ContainsKey(member.Name)).ToList());
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

/// <summary>
/// Overlays can only append to a list. When upstream adds an enum value or a required member that an overlay adds too, the list says it
/// twice and means it once.
/// </summary>
internal static class Repetitions
{
    public static void Remove(JObject schema)
    {
        RemoveFrom(schema["enum"]);
        RemoveFrom(schema["required"]);
    }

    private static void RemoveFrom(JToken? list)
    {
        var seen = new HashSet<JToken>(JToken.EqualityComparer);
        foreach (var entry in (list as JArray)?.Where(entry => !seen.Add(entry)).ToList() ?? [])
            entry.Remove();
    }
}
