using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The embedded messages that the users of a test project may see.</summary>
public sealed class IterableTestEmbeddedMessages
{
    private readonly ProjectState _state;

    internal IterableTestEmbeddedMessages(ProjectState state) => _state = state;

    /// <summary>Adds a message for a user, and the user where it is not there.</summary>
    /// <param name="email">The user.</param>
    /// <param name="placementId">The placement it is for.</param>
    /// <param name="members">
    /// What the API has for an embedded message (<c>elements</c>, <c>payload</c>, and <c>metadata</c> with <c>campaignId</c>, <c>isProof</c>,
    /// <c>priorityOrder</c>), as an anonymous object or a <see cref="JObject" />.
    /// </param>
    /// <returns>The id of the message.</returns>
    public string Add(string email, long placementId, object? members = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        var message = WireJson.Members(members);
        if (message["metadata"] is not JObject metadata)
            message["metadata"] = metadata = [];
        lock (_state.Gate)
        {
            metadata["placementId"] = placementId;
            metadata.TryAdd("messageId", $"message-{_state.NextId()}");
            var user = _state.Users.GetOrAdd(new UserIdentity(email, null), _state.Now);
            _state.EmbeddedMessages.Add(new EmbeddedMessageRecord(user, message));
            return (string)metadata["messageId"]!;
        }
    }

    /// <summary>Takes a message away: its user may no longer see it.</summary>
    /// <param name="messageId">The id of the message.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string messageId)
    {
        lock (_state.Gate)
            return _state.EmbeddedMessages.RemoveAll(message => message.Id == messageId) > 0;
    }
}
