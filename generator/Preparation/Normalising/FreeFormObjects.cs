using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Normalising;

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
