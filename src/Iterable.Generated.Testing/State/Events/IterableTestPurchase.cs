using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A purchase that was tracked.</summary>
public sealed class IterableTestPurchase
{
    private readonly JArray _items;
    private readonly JObject _dataFields;

    internal IterableTestPurchase(UserRecord user, DateTimeOffset createdAt, JObject source)
    {
        User = user;
        CreatedAt = createdAt;
        Id = (string?)source["id"];
        Total = (decimal?)source["total"] ?? 0;
        CampaignId = (long?)source["campaignId"];
        TemplateId = (long?)source["templateId"];
        _items = source["items"] as JArray ?? [];
        _dataFields = source["dataFields"] as JObject ?? [];
    }

    /// <summary>The e-mail address of the buyer, or <see langword="null" /> for a user without one.</summary>
    public string? Email => User.Email;

    /// <summary>The userId of the buyer, or <see langword="null" />.</summary>
    public string? UserId => User.UserId;

    /// <summary>When it happened: as the request says, else the time the server received it.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The id the request gave it, or <see langword="null" />. A later purchase of the same id has taken the place of the earlier one.</summary>
    public string? Id { get; }

    /// <summary>The total of the purchase.</summary>
    public decimal Total { get; }

    /// <summary>The campaign it is attributed to, or <see langword="null" />.</summary>
    public long? CampaignId { get; }

    /// <summary>The template it is attributed to, or <see langword="null" />.</summary>
    public long? TemplateId { get; }

    /// <summary>What was bought, as it was sent. A copy.</summary>
    public JArray Items => (JArray)_items.DeepClone();

    /// <summary>The fields of the purchase. A copy.</summary>
    public JObject DataFields => (JObject)_dataFields.DeepClone();

    internal UserRecord User { get => field.Current; }

    /// <summary>The purchase in words.</summary>
    /// <returns>Total, user and the names of the items.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Total} {Email ?? UserId} [{string.Join(", ", _items.Select(item => (string?)item["name"]))}]");
}
