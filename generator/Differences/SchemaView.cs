namespace Iterable.Generator.Differences;

/// <summary>What a schema describes, in the words of JSON.</summary>
internal enum SchemaKind
{
    Object,
    FreeFormObject,
    Map,
    List,
    Enum,
    Alternatives,
    Scalar,
    Any,
}

/// <summary>
/// A schema at one place. References, and an <c>allOf</c> of nothing but one schema, are other ways to write the schema behind them with
/// something said about this use of it.
/// </summary>
internal sealed class SchemaView
{
    // A list can be an element of itself; a type that is written out that far tells nobody more.
    private const int Deepest = 6;

    private readonly ApiDocument _document;
    private readonly List<JObject> _here = [];
    private readonly List<JObject> _behindName = [];

    public SchemaView(ApiDocument document, JObject schema)
    {
        (_document, Schema) = (document, schema);
        var seen = new HashSet<JObject>();
        while (seen.Add(Schema) && Behind(Schema) is ({ } target, var name))
        {
            (Name is null ? _here : _behindName).Add(Schema);
            Schema = target;
            Name ??= name;
        }

        if (Kind is not (SchemaKind.Object or SchemaKind.Enum) || Name is null)
            (Name is null ? _here : _behindName).Add(Schema);
    }

    /// <summary>The schema behind references.</summary>
    public JObject Schema { get; }

    /// <summary>The named schema that the place refers to; null when it describes the schema itself.</summary>
    public string? Name { get; }

    public SchemaKind Kind => Schema switch
    {
        _ when SchemaShape.IsEnum(Schema) => SchemaKind.Enum,
        _ when SchemaShape.IsClass(Schema) => SchemaKind.Object,
        _ when Choices.Any() || Schema["type"] is JArray { Count: > 1 } => SchemaKind.Alternatives,
        _ when Schema.Text("type") is "array" || Schema.ContainsKey("items") => SchemaKind.List,
        _ when SchemaShape.IsFreeForm(Schema) => SchemaKind.FreeFormObject,
        _ when Schema["additionalProperties"] is JObject => SchemaKind.Map,
        _ when Schema.Text("type") is null or "object" or "null" => SchemaKind.Any,
        _ => SchemaKind.Scalar,
    };

    /// <summary>The type as messages show it.</summary>
    public string Type => TypeTo(Deepest);

    /// <summary>The elements of a list or the values of a map.</summary>
    public SchemaView? Inner => Schema[Kind is SchemaKind.Map ? "additionalProperties" : "items"] is JObject inner ? new(_document, inner) : null;

    /// <summary>What the value can be one of.</summary>
    public IReadOnlyList<SchemaView> Alternatives => [.. Choices.Select(schema => new SchemaView(_document, schema))];

    private IEnumerable<JObject> Choices => new[] { "oneOf", "anyOf" }.SelectMany(key => (Schema[key] as JArray ?? []).OfType<JObject>());

    /// <summary>The members of the object, wherever they stand: its own, and those of what it is composed of, with the schema that gives them.</summary>
    public IReadOnlyDictionary<string, MemberView> Members
    {
        get
        {
            var (members, required) = (new Dictionary<string, MemberView>(), new HashSet<string>());
            foreach (var (part, name) in new SchemaParts(_document.Root, [Schema]).All)
            {
                required.UnionWith(part["required"].Texts());
                foreach (var (member, schema) in part["properties"].Objects())
                    members.TryAdd(member, new(member, new(_document, schema), name));
            }

            return members.ToDictionary(member => member.Key, member => member.Value with { IsRequired = required.Contains(member.Key) });
        }
    }

    /// <summary>What is said under this key, at the place or at what it refers to.</summary>
    public JToken? Said(string key) => SaidHere(key) ?? _behindName.Select(schema => schema[key]).FirstOrDefault(value => value is not null);

    /// <summary>What is said under this key at the place itself, before it refers to a named schema.</summary>
    public JToken? SaidHere(string key) => _here.Select(schema => schema[key]).FirstOrDefault(value => value is not null);

    private string TypeTo(int depth) => Kind switch
    {
        SchemaKind.Object or SchemaKind.Enum when Name is not null => Name,
        SchemaKind.Alternatives when depth > 0 => string.Join(" or ", Alternatives.Select(one => one.TypeTo(depth - 1)).Concat(Schema["type"].Texts()).Distinct().Order(StringComparer.Ordinal)),
        SchemaKind.List when depth > 0 => $"list of {Inner?.TypeTo(depth - 1) ?? "anything"}",
        SchemaKind.Map when depth > 0 => $"map of {Inner?.TypeTo(depth - 1) ?? "anything"}",
        SchemaKind.FreeFormObject => "free-form object",
        SchemaKind.Scalar when Schema.Text("format") is "binary" => "bytes",
        SchemaKind.Scalar => Schema.Text("type")!,
        SchemaKind.Any => "anything",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private (JObject? Schema, string? Name) Behind(JObject schema) => schema switch
    {
        _ when schema.Text("$ref") is { } reference => (_document.Root.Resolve(reference) as JObject, References.SchemaName(reference) is { } name && _document.Schemas.ContainsKey(name) ? name : null),
        _ when schema["allOf"] is JArray { Count: 1 } parts && !schema.ContainsKey("properties") => (parts[0] as JObject, null),
        _ => default,
    };
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Schema">What it holds.</param>
/// <param name="From">The named schema that the object has it from; null for a member of its own.</param>
internal sealed record MemberView(string Name, SchemaView Schema, string? From)
{
    /// <summary>True when the object requires it.</summary>
    public bool IsRequired { get; init; }
}
