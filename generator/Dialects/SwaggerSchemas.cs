using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Dialects;

/// <summary>What schemas and references of Swagger 2.0 say differently.</summary>
internal static class SwaggerSchemas
{
    private static readonly (string From, string To)[] Places =
    [
        ("#/definitions/", "#/components/schemas/"),
        ("#/parameters/", "#/components/parameters/"),
        ("#/responses/", "#/components/responses/"),
    ];

    public static void Convert(JObject schema)
    {
        if (schema["type"] is JValue { Value: "file" })
        {
            schema["type"] = "string";
            schema["format"] = "binary";
        }

        if (schema["discriminator"] is JValue { Value: string member })
            schema["discriminator"] = new JObject { ["propertyName"] = member };
        if (schema["x-nullable"] is JValue { Value: true })
        {
            schema.Remove("x-nullable");
            schema["nullable"] = true;
        }
    }

    /// <summary>Lets a reference lead to where the conversion puts its target.</summary>
    public static void Redirect(JProperty reference)
    {
        var text = (string)reference.Value!;
        foreach (var (from, to) in Places)
        {
            if (text.StartsWith(from, StringComparison.Ordinal))
                ((JValue)reference.Value).Value = to + text[from.Length..];
        }
    }
}
