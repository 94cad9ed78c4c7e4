using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>One schema, with references followed and <c>allOf</c> taken together.</summary>
internal sealed class ApiSchema
{
    private readonly ApiDocument _document;
    private readonly JObject[] _parts;
    private readonly Lazy<IReadOnlyDictionary<string, ApiSchema>> _properties;
    private readonly Lazy<ApiSchema?> _items;
    private readonly Lazy<ApiSchema?> _additionalProperties;

    public ApiSchema(ApiDocument document, JObject json)
    {
        _document = document;
        _parts = Parts(json).ToArray();
        Type = (string?)Keyword("type");
        Format = (string?)Keyword("format");
        Wire = (string?)Keyword("x-iterable-wire");
        Failed = Keyword("x-iterable-failed") is { } failed ? ((string)failed["names"]!, (string)failed["reason"]!) : null;
        DaysAhead = (int?)Keyword("x-iterable-days-ahead");
        Default = Keyword("default");
        Minimum = Number("minimum");
        Maximum = Number("maximum");
        Values = (Keyword("enum") as JArray)?.Select(value => (string?)value ?? "").ToArray() ?? [];
        DeprecatedValues = Keyword("x-iterable-deprecated-values") as JObject ?? [];
        Required = _parts.SelectMany(part => part["required"] as JArray ?? []).Select(name => (string)name!).Distinct().ToArray();
        // Lazily, because schemas may contain themselves.
        _properties = new(ReadProperties);
        _items = new(() => Child(Keyword("items")));
        _additionalProperties = new(() => Child(Keyword("additionalProperties")));
    }

    public string? Type { get; }

    public string? Format { get; }

    /// <summary>How a time travels, <c>epoch-ms</c> for example; <see langword="null" /> for what is no time.</summary>
    public string? Wire { get; }

    /// <summary>How many days ahead the service takes a time; <see langword="null" /> for any.</summary>
    public int? DaysAhead { get; }

    /// <summary>What a list of failures has of the records that failed, and why they did; <see langword="null" /> for what is no such list.</summary>
    public (string Member, string Reason)? Failed { get; }

    public bool IsTime => Wire is not null || Format == "date-time";

    public JToken? Default { get; }

    public decimal? Minimum { get; }

    public decimal? Maximum { get; }

    /// <summary>The values an enum knows, or none.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Values the service does not know any more, each with what to use instead.</summary>
    public JObject DeprecatedValues { get; }

    public IReadOnlyList<string> Required { get; }

    public IReadOnlyDictionary<string, ApiSchema> Properties => _properties.Value;

    public ApiSchema? Items => _items.Value;

    public ApiSchema? AdditionalProperties => _additionalProperties.Value;

    private IEnumerable<JObject> Parts(JObject json)
    {
        var resolved = _document.Resolve(json);
        yield return resolved;
        foreach (var part in (resolved["allOf"] as JArray ?? []).OfType<JObject>().SelectMany(Parts))
            yield return part;
    }

    private JToken? Keyword(string name) => _parts.Select(part => part[name]).FirstOrDefault(value => value is not null);

    private decimal? Number(string keyword) => Keyword(keyword) is { } value ? value.ToObject<decimal>(WireJson.Serializer) : null;

    private ApiSchema? Child(JToken? json) => json is JObject schema ? new ApiSchema(_document, schema) : null;

    private IReadOnlyDictionary<string, ApiSchema> ReadProperties()
    {
        var properties = new Dictionary<string, ApiSchema>(StringComparer.Ordinal);
        foreach (var property in _parts.Select(part => part["properties"]).OfType<JObject>().SelectMany(all => all.Properties()))
            properties.TryAdd(property.Name, new ApiSchema(_document, (JObject)property.Value));
        return properties;
    }
}
