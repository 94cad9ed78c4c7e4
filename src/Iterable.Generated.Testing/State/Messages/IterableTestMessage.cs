using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A message that was sent to one user.</summary>
public sealed class IterableTestMessage
{
    private readonly JObject _dataFields;

    internal IterableTestMessage(
        string medium, UserRecord user, string messageId, long scheduledMessageId, DateTimeOffset createdAt, JObject source)
    {
        Medium = medium;
        User = user;
        MessageId = messageId;
        ScheduledMessageId = scheduledMessageId;
        CreatedAt = createdAt;
        CampaignId = (long)source["campaignId"]!;
        SendAt = (DateTimeOffset?)source["sendAt"];
        _dataFields = source["dataFields"] as JObject ?? [];
    }

    /// <summary>How it was sent: <c>Email</c>, <c>Push</c>, <c>SMS</c>, <c>WebPush</c>, <c>WhatsApp</c> or <c>InApp</c>.</summary>
    public string Medium { get; }

    /// <summary>The campaign it was sent for.</summary>
    public long CampaignId { get; }

    /// <summary>The e-mail address of the recipient, or <see langword="null" /> for a user without one.</summary>
    public string? Email => User.Email;

    /// <summary>The userId of the recipient, or <see langword="null" />.</summary>
    public string? UserId => User.UserId;

    /// <summary>The id of the message.</summary>
    public string MessageId { get; }

    /// <summary>The id under which the message can be cancelled while it is scheduled; the call that schedules it gives it out.</summary>
    public long ScheduledMessageId { get; }

    /// <summary>When the server received the call.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When the message is to go out, or <see langword="null" /> for at once.</summary>
    public DateTimeOffset? SendAt { get; }

    /// <summary>When it was cancelled before it went out, or <see langword="null" />.</summary>
    public DateTimeOffset? CancelledAt { get; internal set; }

    /// <summary>The data the message was made with. A copy.</summary>
    public JObject DataFields => (JObject)_dataFields.DeepClone();

    internal UserRecord User { get => field.Current; }

    internal bool IsScheduled(DateTimeOffset now) => SendAt > now && CancelledAt is null;

    /// <summary>The message in words.</summary>
    /// <returns>Medium, campaign, recipient and data, and whether it was cancelled.</returns>
    public override string ToString() =>
        $"{Medium} of campaign {CampaignId} to {Email ?? UserId} {_dataFields.ToString(Newtonsoft.Json.Formatting.None)}"
        + (CancelledAt is null ? "" : " (cancelled)");
}
