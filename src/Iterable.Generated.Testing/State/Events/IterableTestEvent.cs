using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>An event of a user: a custom one that was tracked, or one that tells what the user did with a message.</summary>
public sealed class IterableTestEvent
{
    internal const string Custom = "customEvent";

    private readonly JObject _dataFields;

    internal IterableTestEvent(string eventName, string eventType, UserRecord user, DateTimeOffset createdAt, JObject dataFields, JObject source)
    {
        EventName = eventName;
        EventType = eventType;
        User = user;
        CreatedAt = createdAt;
        _dataFields = dataFields;
        Id = (string?)source["id"];
        CampaignId = (long?)source["campaignId"];
        TemplateId = (long?)source["templateId"];
    }

    /// <summary>The name of the event; for one that is not custom, its type.</summary>
    public string EventName { get; }

    /// <summary>The type of the event: <c>customEvent</c>, or a type of Iterable's such as <c>inAppOpen</c>.</summary>
    public string EventType { get; }

    /// <summary>The e-mail address of the user, or <see langword="null" /> for a user without one.</summary>
    public string? Email => User.Email;

    /// <summary>The userId of the user, or <see langword="null" />.</summary>
    public string? UserId => User.UserId;

    /// <summary>When it happened: as the request says, else the time the server received it.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The id the request gave it, or <see langword="null" />. A later event of the same id has taken the place of the earlier one.</summary>
    public string? Id { get; }

    /// <summary>The campaign it is attributed to, or <see langword="null" />.</summary>
    public long? CampaignId { get; }

    /// <summary>The template it is attributed to, or <see langword="null" />.</summary>
    public long? TemplateId { get; }

    /// <summary>Its fields; for one that is not custom, what the call said besides user and time. A copy: changing it changes nothing on the server.</summary>
    public JObject DataFields => (JObject)_dataFields.DeepClone();

    internal UserRecord User { get => field.Current; }

    internal bool IsCustom => EventType == Custom;

    /// <summary>The event in words.</summary>
    /// <returns>Name, user and fields.</returns>
    public override string ToString() => $"{EventName} {Email ?? UserId} {_dataFields.ToString(Newtonsoft.Json.Formatting.None)}";
}
