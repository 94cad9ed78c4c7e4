using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Normalising;

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
