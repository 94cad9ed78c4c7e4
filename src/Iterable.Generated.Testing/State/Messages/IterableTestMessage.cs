using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A message that was sent to one user.</summary>
public sealed class IterableTestMessage
{
    private readonly JObject _dataFields;

    internal IterableTestMessage(string medium, UserRecord user, string messageId, DateTimeOffset createdAt, JObject source)
    {
        Medium = medium;
        User = user;
        MessageId = messageId;
        CreatedAt = createdAt;
        CampaignId = (long)source["campaignId"]!;
        SendAt = (DateTimeOffset?)source["sendAt"];
        _dataFields = source["dataFields"] as JObject ?? [];
    }

    /// <summary>How it was sent: <c>Email</c>, <c>Push</c>, <c>SMS</c> or <c>WebPush</c>.</summary>
    public string Medium { get; }

    /// <summary>The campaign it was sent for.</summary>
    public long CampaignId { get; }

    /// <summary>The e-mail address of the recipient, or <see langword="null" /> for a user without one.</summary>
    public string? Email => User.Email;

    /// <summary>The userId of the recipient, or <see langword="null" />.</summary>
    public string? UserId => User.UserId;

    /// <summary>The id of the message.</summary>
    public string MessageId { get; }

    /// <summary>When the server received the call.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When the message is to go out, or <see langword="null" /> for at once.</summary>
    public DateTimeOffset? SendAt { get; }

    /// <summary>The data the message was made with. A copy.</summary>
    public JObject DataFields => (JObject)_dataFields.DeepClone();

    internal UserRecord User { get => field.Current; }

    /// <summary>The message in words.</summary>
    /// <returns>Medium, campaign, recipient and data.</returns>
    public override string ToString() =>
        $"{Medium} of campaign {CampaignId} to {Email ?? UserId} {_dataFields.ToString(Newtonsoft.Json.Formatting.None)}";
}
