using System.Globalization;

using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Shaping;

/// <summary>Says in the words of OpenAPI 3.0 what 3.1 says in others. What has no counterpart stays, and is reported when the document is written.</summary>
internal static class KeywordForms
{
    public static void Convert(JObject document)
    {
        // These describe the document or its dialect and reach no code.
        document.Remove("jsonSchemaDialect");
        (document["info"] as JObject)?.Remove("summary");
        ((document["info"] as JObject)?["license"] as JObject)?.Remove("identifier");

        foreach (var site in document.AllSchemas())
            ConvertSchema(site.Schema);
    }

    private static void ConvertSchema(JObject schema)
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

        if (schema[limit] is not JValue other || isStricter(ToDouble(other), ToDouble(value)))
        {
            schema[limit] = value.DeepClone();
            schema[exclusive] = true;
        }
        else
        {
            schema.Remove(exclusive);
        }
    }

    private static double ToDouble(JValue number) => System.Convert.ToDouble(number.Value, CultureInfo.InvariantCulture);
}
