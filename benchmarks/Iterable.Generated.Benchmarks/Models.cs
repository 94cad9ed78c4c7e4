using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Benchmarks;

/// <summary>The request of the hand-written client.</summary>
internal sealed class PlainEvent
{
    [JsonProperty("email")]
    public string? Email { get; set; }

    [JsonProperty("eventName")]
    public string? EventName { get; set; }

    [JsonProperty("id")]
    public string? Id { get; set; }

    [JsonProperty("createdAt")]
    public long? CreatedAt { get; set; }

    [JsonProperty("campaignId")]
    public long? CampaignId { get; set; }

    [JsonProperty("dataFields")]
    public JObject? DataFields { get; set; }
}

/// <summary>The profile that the hand-written client reads.</summary>
internal sealed class PlainUser
{
    [JsonProperty("email")]
    public string? Email { get; set; }

    [JsonProperty("userId")]
    public string? UserId { get; set; }

    [JsonProperty("dataFields")]
    public JObject? DataFields { get; set; }
}

/// <summary>The answer that holds it.</summary>
internal sealed class PlainUserAnswer
{
    [JsonProperty("user")]
    public PlainUser? User { get; set; }
}

/// <summary>The answer of the hand-written client.</summary>
internal sealed class PlainAnswer
{
    [JsonProperty("msg")]
    public string? Msg { get; set; }

    [JsonProperty("code")]
    public string? Code { get; set; }

    [JsonProperty("params")]
    public JObject? Params { get; set; }
}
