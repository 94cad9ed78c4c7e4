namespace Iterable.Generated.Testing;

/// <summary>The in-app messages that wait for the users of a test project.</summary>
public sealed class IterableTestInAppMessages
{
    private readonly ProjectState _state;

    internal IterableTestInAppMessages(ProjectState state) => _state = state;

    /// <summary>Adds a message for a user.</summary>
    /// <param name="email">The user.</param>
    /// <param name="members">
    /// What the API has for an in-app message (<c>content</c>, <c>campaignId</c>, <c>expiresAt</c> ...), as an anonymous object or a
    /// <see cref="Newtonsoft.Json.Linq.JObject" />. An expired message is not delivered.
    /// </param>
    /// <returns>The id of the message.</returns>
    public string Add(string email, object? members = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        var message = WireJson.Members(members);
        lock (_state.Gate)
        {
            message.TryAdd("messageId", $"message-{_state.NextId()}");
            message.TryAdd("createdAt", _state.Now);
            message["email"] = email;
            _state.InAppMessages.Add(message);
            return (string)message["messageId"]!;
        }
    }
}
