namespace Iterable.Generator.Normalising;

/// <summary>
/// A reference to a parameter, a request body or a response with members beside it is a copy that differs in those members.
/// OpenAPI 3.0 would drop them.
/// </summary>
internal static class ComponentReferences
{
    public static void Apply(JObject document)
    {
        var entries = document.AllParameterEntries()
            .Concat(document.AllOperations().Select(operation => operation.Definition["requestBody"]).OfType<JObject>())
            .Concat(document.AllOperations().SelectMany(operation => operation.Definition["responses"] ?? new JObject()).OfType<JProperty>().Select(response => response.Value).OfType<JObject>());
        foreach (var entry in entries.Where(entry => entry.ContainsKey("$ref") && entry.Count > 1).ToList())
        {
            if (document.Target(entry)?.DeepClone() is not JObject copy)
                continue;

            foreach (var member in entry.Properties().Where(member => member.Name != "$ref"))
                copy[member.Name] = member.Value;
            entry.Replace(copy);
        }
    }
}

/// <summary>OpenAPI 3.0 ignores what stands beside a <c>$ref</c> in a schema; beside an <c>allOf</c> of one reference it counts, and NSwag sees the type through it.</summary>
internal static class ReferenceSiblings
{
    public static void Apply(JObject document)
    {
        foreach (var schema in document.AllSchemas().Select(site => site.Schema).Where(schema => schema.ContainsKey("$ref") && schema.Count > 1))
        {
            var reference = schema.Property("$ref")!;
            reference.Remove();
            if (schema["allOf"] is JArray parts)
                parts.AddFirst(new JObject(reference));
            else
                schema.AddFirst(new JProperty("allOf", new JArray(new JObject(reference))));
        }
    }
}

/// <summary>An object about which nothing is known is a JObject in C#: NSwag leaves a reference to a component of that name alone.</summary>
internal static class FreeFormObjects
{
    private static readonly string[] Replaced = ["type", "properties", "additionalProperties"];

    public static void Apply(JObject document)
    {
        var isUsed = false;
        foreach (var site in document.AllSchemas().Where(site => site.Role is not (SchemaRole.Component or SchemaRole.Part) && SchemaShape.IsFreeForm(site.Schema) && !site.Schema.ContainsKey("$ref")))
        {
            foreach (var key in Replaced)
                site.Schema.Remove(key);
            site.Schema.AddFirst(new JProperty("$ref", References.Pointer("schemas", SchemaShape.JObjectName)));
            isUsed = true;
        }

        if (isUsed)
            document.ComponentSection("schemas")[SchemaShape.JObjectName] = new JObject { ["type"] = "object", ["additionalProperties"] = true };
    }
}
