namespace Iterable.Generated.Tests.Support;

/// <summary>A model with a member of each kind, marked as the templates mark them.</summary>
internal sealed class Widget : IterableModel
{
    [JsonProperty("name")]
    [RequiredOnSend(nameof(Name))]
    public string Name { get; set; } = default!;

    [JsonProperty("size")]
    public long? Size { get; set; }

    [JsonProperty("price")]
    public decimal? Price { get; set; }

    [JsonProperty("weight")]
    public double? Weight { get; set; }

    [JsonProperty("inStock")]
    public bool? InStock { get; set; }

    [JsonProperty("color")]
    public Color? Color { get; set; }

    [JsonProperty("colors")]
    public IList<Color>? Colors { get; set; }

    [JsonProperty("stock")]
    public IDictionary<Color, long>? Stock { get; set; }

    [JsonProperty("note")]
    public string? Note { get; set; }

    [JsonProperty("labels")]
    public IList<string>? Labels { get; set; }

    [JsonProperty("texts")]
    public IDictionary<string, string>? Texts { get; set; }

    [JsonProperty("dataFields")]
    public JObject? DataFields { get; set; }

    [JsonProperty("madeAt")]
    [JsonConverter(typeof(WireTimeConverter), WireTimeFormat.EpochMilliseconds)]
    public DateTimeOffset? MadeAt { get; set; }

    [JsonProperty("parts")]
    public IList<Part>? Parts { get; set; }
}

/// <summary>A model whose required members are values.</summary>
internal sealed class Part : IterableModel
{
    [JsonProperty("count")]
    [RequiredOnSend(nameof(Count))]
    public long? Count { get; set; }

    [JsonProperty("color")]
    [RequiredOnSend(nameof(Color))]
    public Color? Color { get; set; }
}
