using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The in-app messages that wait for the users of a test project.</summary>
public sealed class IterableTestInAppMessages
{
    private readonly ProjectState _state;

    internal IterableTestInAppMessages(ProjectState state) => _state = state;

    /// <summary>Adds a message for a user, and the user where it is not there.</summary>
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
            var user = _state.Users.GetOrAdd(new UserIdentity(email, null), _state.Now);
            message.TryAdd("messageId", $"message-{_state.NextId()}");
            return InAppBehaviours.Deliver(_state, user, message, availableFrom: null).Id;
        }
    }

    /// <summary>The messages that a user would be given now: sent, not expired, not taken away and not cancelled.</summary>
    /// <param name="email">The user.</param>
    /// <returns>Copies, in the order they were added or sent; <c>read</c> tells which were opened.</returns>
    public IReadOnlyList<JObject> WaitingFor(string email)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        lock (_state.Gate)
            return [.. InAppBehaviours.WaitingFor(_state, new UserIdentity(email, null)).Select(message => (JObject)message.Json.DeepClone())];
    }
}
