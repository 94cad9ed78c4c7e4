using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A user who was sent into a journey by a call.</summary>
public sealed class IterableTestJourneyEntry
{
    private readonly JObject _dataFields;

    internal IterableTestJourneyEntry(UserRecord user, DateTimeOffset createdAt, JObject source)
    {
        (User, CreatedAt) = (user, createdAt);
        JourneyId = (long)source["workflowId"]!;
        ListId = (long?)source["listId"];
        _dataFields = source["dataFields"] as JObject ?? [];
    }

    /// <summary>The journey, which calls name as <c>workflowId</c>.</summary>
    public long JourneyId { get; }

    /// <summary>The list that the call named, or <see langword="null" /> where it named the user.</summary>
    public long? ListId { get; }

    /// <summary>The e-mail address of the user, or <see langword="null" /> for a user without one.</summary>
    public string? Email => User.Email;

    /// <summary>The userId of the user, or <see langword="null" />.</summary>
    public string? UserId => User.UserId;

    /// <summary>When the server received the call.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The data that the call gave along. A copy.</summary>
    public JObject DataFields => (JObject)_dataFields.DeepClone();

    internal UserRecord User { get => field.Current; }

    /// <summary>The entry in words.</summary>
    /// <returns>Journey, user and data.</returns>
    public override string ToString() => $"journey {JourneyId} {Email ?? UserId} {_dataFields.ToString(Newtonsoft.Json.Formatting.None)}";
}
