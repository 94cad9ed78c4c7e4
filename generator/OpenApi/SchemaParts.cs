namespace Iterable.Generator.OpenApi;

/// <summary>A schema with what it refers to and what it is composed of, so that a member is found wherever it stands.</summary>
internal sealed class SchemaParts
{
    private readonly List<(JObject Schema, string? Name)> _parts = [];
    private readonly HashSet<JObject> _seen = [];

    /// <summary>Follows the references of some schemas of one document that describe the same thing.</summary>
    public SchemaParts(JObject document, IEnumerable<JToken> schemas)
    {
        foreach (var schema in schemas)
            Add(document, schema, null);
    }

    /// <summary>All parts, each with the name of the component that it comes from; null for what stands in the schemas themselves.</summary>
    public IReadOnlyList<(JObject Schema, string? Name)> All => _parts;

    /// <summary>The schema that stands for all; null when there is none.</summary>
    public JObject? First => _parts.Count > 0 ? _parts[0].Schema : null;

    /// <summary>The name of the component, when there is one.</summary>
    public string? Name => _parts.Select(part => part.Name).FirstOrDefault(name => name is not null);

    /// <summary>The members of the object.</summary>
    public IEnumerable<JProperty> Members => _parts.SelectMany(part => (part.Schema["properties"] as JObject)?.Properties() ?? []);

    /// <summary>The elements of the list.</summary>
    public IReadOnlyList<JToken> Items => [.. _parts.Select(part => part.Schema["items"]).OfType<JObject>()];

    /// <summary>The values of a map.</summary>
    public IReadOnlyList<JToken> Values => [.. _parts.Select(part => part.Schema["additionalProperties"]).OfType<JObject>().Where(values => values.HasValues)];

    /// <summary>The lists of values that are allowed.</summary>
    public IReadOnlyList<JArray> Enums => [.. _parts.Select(part => part.Schema["enum"]).OfType<JArray>()];

    /// <summary>True when anything can be missing from it.</summary>
    public bool HasStructure => Members.Any() || Items.Count > 0 || Enums.Count > 0;

    /// <summary>The schemas of a member.</summary>
    public IReadOnlyList<JToken> Member(string name) => [.. Members.Where(member => member.Name == name).Select(member => member.Value)];

    private void Add(JObject document, JToken? token, string? name)
    {
        if (token is not JObject schema || !_seen.Add(schema))
            return;
        if (schema["$ref"] is JValue { Value: string reference })
        {
            Add(document, document.Resolve(reference), reference[(reference.LastIndexOf('/') + 1)..]);
            return;
        }

        _parts.Add((schema, name));
        foreach (var part in new[] { "allOf", "anyOf", "oneOf" }.SelectMany(key => schema[key] as JArray ?? []))
            Add(document, part, name);
    }
}
