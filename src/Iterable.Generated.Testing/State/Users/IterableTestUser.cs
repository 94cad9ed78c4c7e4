using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A user of a test project, as it was when it was read.</summary>
public sealed class IterableTestUser
{
    internal IterableTestUser(UserRecord user, IEnumerable<long> listIds)
    {
        Email = user.Email;
        UserId = user.UserId;
        DataFields = (JObject)user.DataFields.DeepClone();
        SignedUp = user.SignedUp;
        Updated = user.Updated;
        ListIds = [.. listIds];
        UnsubscribedChannelIds = [.. user.Subscriptions.UnsubscribedChannels];
        UnsubscribedMessageTypeIds = [.. user.Subscriptions.UnsubscribedMessageTypes];
        SubscribedMessageTypeIds = [.. user.Subscriptions.SubscribedMessageTypes];
    }

    /// <summary>The e-mail address, or <see langword="null" /> for a user that has a <see cref="UserId" /> only.</summary>
    public string? Email { get; }

    /// <summary>The userId, or <see langword="null" />.</summary>
    public string? UserId { get; }

    /// <summary>The fields of the profile. A copy: changing it changes nothing on the server.</summary>
    public JObject DataFields { get; }

    /// <summary>When the user was created, on the server's clock.</summary>
    public DateTimeOffset SignedUp { get; }

    /// <summary>When the profile was last written, on the server's clock.</summary>
    public DateTimeOffset Updated { get; }

    /// <summary>The lists the user is a member of, by id.</summary>
    public IReadOnlyList<long> ListIds { get; }

    /// <summary>The channels the user has unsubscribed from, by id.</summary>
    public IReadOnlyList<long> UnsubscribedChannelIds { get; }

    /// <summary>The message types the user has unsubscribed from, by id.</summary>
    public IReadOnlyList<long> UnsubscribedMessageTypeIds { get; }

    /// <summary>The opt-in message types the user has subscribed to, by id.</summary>
    public IReadOnlyList<long> SubscribedMessageTypeIds { get; }

    /// <summary>The user in words.</summary>
    /// <returns>E-mail address or userId, and the data fields as JSON.</returns>
    public override string ToString() => $"{Email ?? UserId} {DataFields.ToString(Newtonsoft.Json.Formatting.None)}";
}
