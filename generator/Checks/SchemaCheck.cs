using Iterable.Generator.Overlays;

namespace Iterable.Generator.Checks;

/// <summary>Refuses schemas of which NSwag would make something, only not what the schema says.</summary>
internal static class SchemaCheck
{
    private static readonly HashSet<string> Keywords =
    [
        "$ref", "type", "format", "title", "description", "default", "example", "nullable", "deprecated", "readOnly", "writeOnly",
        "properties", "required", "additionalProperties", "minProperties", "maxProperties", "discriminator",
        "items", "minItems", "maxItems", "uniqueItems", "enum", "pattern", "minLength", "maxLength",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "allOf", "anyOf", "oneOf", "not", "externalDocs", "xml",
    ];

    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var site in document.AllSchemas())
        {
            CheckWireForm(site, diagnostics);
            if (ProblemOf(site.Schema) is { } problem)
                diagnostics.Error(DiagnosticCode.UnsupportedSchema, $"{site.Description} {problem}. Change it with an overlay.", site.Schema);
        }
    }

    private static string? ProblemOf(JObject schema)
    {
        if (new[] { "oneOf", "anyOf", "not" }.FirstOrDefault(schema.ContainsKey) is { } keyword)
            return $"uses {keyword}, which the generator does not support; only anyOf or oneOf of one schema and null is";
        if (schema.Properties().FirstOrDefault(IsUnknown) is { } unknown)
            return $"uses {unknown.Name}, which OpenAPI 3.0 does not know";
        if (schema["type"] is JArray types)
            return $"has several types ({string.Join(", ", types)}); C# members have one";
        if (schema.Text("type") is "null")
            return "can only be null";
        if (schema.Text("type") is "array" && !schema.ContainsKey("items"))
            return "is a list and does not say of what (items)";
        if (schema["enum"] is JArray values && (!SchemaShape.IsEnum(schema) || values.Any(value => value.Type is not JTokenType.String)))
            return "is an enum of other values than strings";
        return schema["enum"] is JArray { Count: 0 } ? "is an enum without values" : null;
    }

    private static bool IsUnknown(JProperty member) =>
        !Keywords.Contains(member.Name) && !Extension.IsExtension(member.Name);

    // A point in time travels in five forms in this API; which one it is must be said for each.
    private static void CheckWireForm(SchemaSite site, DiagnosticBag diagnostics)
    {
        var (schema, wire) = (site.Schema, site.Schema.Property(Extension.Wire));
        switch (schema.Text("format") is "date-time", wire)
        {
            case (true, null):
                diagnostics.Error(DiagnosticCode.MissingFact, $"{site.Description} is a date-time and does not say how it travels ({Extension.Wire}: {string.Join(", ", ExtensionCheck.WireForms)}). {OverlayAddress.Of(schema)?.ActionThatSets(Extension.Wire, "iso")}", schema);
                break;
            case (true, _) when schema.Text("type") is not "string":
                diagnostics.Error(DiagnosticCode.UnsupportedSchema, $"{site.Description} is a date-time whose type is not string. Make it a string; {Extension.Wire} says how it travels.", schema);
                break;
            case (false, { }):
                diagnostics.Error(DiagnosticCode.InvalidExtension, $"{site.Description} has an {Extension.Wire} and is no date-time (type: string, format: date-time).", wire);
                break;
        }
    }
}

/// <summary>Every reference leads to a component of the merged document.</summary>
internal static class ReferenceCheck
{
    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var reference in document.AllReferences())
        {
            var text = (string)reference.Value!;
            if (!text.StartsWith("#/components/", StringComparison.Ordinal))
                diagnostics.Error(DiagnosticCode.UnresolvedReference, $"The reference {text} is not supported; references lead to '#/components/...'.", reference.Value);
            else if (document.Resolve(text) is null)
                diagnostics.Error(DiagnosticCode.UnresolvedReference, $"The reference {text} leads nowhere: there is no such component.", reference.Value);
        }
    }
}
