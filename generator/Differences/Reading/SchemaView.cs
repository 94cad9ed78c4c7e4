using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Reading;

/// <summary>
/// A schema at one place. References, and an <c>allOf</c> of nothing but one schema, are other ways to write the schema behind them with
/// something said about this use of it.
/// </summary>
internal sealed class SchemaView
{
    // What is said about the use, the outermost first; the last is the schema itself unless that is a model.
    private readonly List<JObject> _layers = [];
    private readonly ApiDocument _document;

    public SchemaView(ApiDocument document, JObject schema)
    {
        _document = document;
        Schema = schema;
        while (!_layers.Contains(Schema))
        {
            _layers.Add(Schema);
            if (Behind(Schema, out var name) is not { } target)
                break;

            Schema = target;
            if (name is not null && (document.Models.ContainsKey(name) || name is SchemaShape.JObjectName))
            {
                Name = name is SchemaShape.JObjectName ? null : name;
                break;
            }

            if (name is not null && Alias is null)
                (Alias, LayersBeforeAlias) = (name, _layers.Count);
        }
    }

    /// <summary>The schema behind references.</summary>
    public JObject Schema { get; }

    /// <summary>The name of the model; null for anything else.</summary>
    public string? Name { get; }

    /// <summary>The named schema that the place refers to and that is no model.</summary>
    public string? Alias { get; }

    /// <summary>The name that the place refers to; null when it describes the schema itself.</summary>
    public string? Reference => Alias ?? Name;

    public SchemaKind Kind => Schema switch
    {
        _ when SchemaShape.IsEnum(Schema) => SchemaKind.Enum,
        _ when SchemaShape.IsClass(Schema) || Name is not null => SchemaKind.Class,
        _ when Alternatives.Count > 0 || Schema["type"] is JArray { Count: > 1 } => SchemaKind.Alternatives,
        _ when SchemaShape.TypeOf(Schema) is "array" || Schema.ContainsKey("items") => SchemaKind.List,
        _ when SchemaShape.IsFreeForm(Schema) => SchemaKind.FreeForm,
        _ when Schema["additionalProperties"] is JObject => SchemaKind.Map,
        _ when SchemaShape.TypeOf(Schema) is null or "object" or "null" => SchemaKind.Any,
        _ => SchemaKind.Scalar,
    };

    /// <summary>The elements of a list or the values of a map.</summary>
    public SchemaView? Inner => (Kind is SchemaKind.Map ? Schema["additionalProperties"] : Schema["items"]) is JObject inner ? new(_document, inner) : null;

    /// <summary>What the value can be one of.</summary>
    public IReadOnlyList<SchemaView> Alternatives =>
        [.. new[] { "oneOf", "anyOf" }.SelectMany(key => (Schema[key] as JArray ?? []).OfType<JObject>()).Select(schema => new SchemaView(_document, schema))];

    private int LayersBeforeAlias { get; }

    /// <summary>What is said under this key, at the place or at what it refers to.</summary>
    public JToken? Said(string key) => Said(key, _layers.Count);

    /// <summary>What is said under this key at the place itself, before it refers to a named schema.</summary>
    public JToken? SaidHere(string key) => Said(key, Alias is null ? _layers.Count : LayersBeforeAlias);

    private JToken? Said(string key, int layers) => _layers.Take(layers).Select(layer => layer[key]).FirstOrDefault(value => value is not null);

    private JObject? Behind(JObject schema, out string? name)
    {
        name = null;
        if (schema.Text("$ref") is { } reference)
        {
            name = SchemaReference.NameOf(reference);
            return _document.Root.Resolve(reference) as JObject;
        }

        return schema["allOf"] is JArray { Count: 1 } parts && !schema.ContainsKey("properties") ? parts[0] as JObject : null;
    }
}
