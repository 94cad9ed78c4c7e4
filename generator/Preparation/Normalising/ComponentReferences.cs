using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Normalising;

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
