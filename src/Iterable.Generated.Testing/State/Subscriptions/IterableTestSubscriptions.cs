namespace Iterable.Generated.Testing;

/// <summary>What the users of a test project are subscribed to.</summary>
/// <remarks>
/// Everyone is subscribed to each channel and each opt-out message type until they leave it; an opt-in message type (<c>subscriptionPolicy</c>
/// <c>OptIn</c>) has to be chosen. Who has left a channel gets none of its message types. <see cref="IterableTestUser" /> lists what was chosen.
/// </remarks>
public sealed class IterableTestSubscriptions
{
    private readonly ProjectState _state;

    internal IterableTestSubscriptions(ProjectState state) => _state = state;

    /// <summary>The double opt-ins that wait for an answer, in the order they were asked for.</summary>
    public IReadOnlyList<IterableTestDoubleOptIn> DoubleOptIns
    {
        get
        {
            lock (_state.Gate)
                return [.. _state.DoubleOptIns];
        }
    }

    /// <summary>Tells whether a user is subscribed to something.</summary>
    /// <param name="emailOrUserId">The user.</param>
    /// <param name="group">What kind of thing.</param>
    /// <param name="id">The id of the list, channel or message type.</param>
    /// <returns>Whether it is; <see langword="false" /> for an unknown user.</returns>
    public bool IsSubscribed(string emailOrUserId, SubscriptionGroup group, long id)
    {
        var identity = UserIdentity.Parse(emailOrUserId);
        lock (_state.Gate)
            return _state.Users.Find(identity) is { } user && SubscriptionRules.IsSubscribed(_state, user, group, id);
    }

    /// <summary>Checks that a user is subscribed to something.</summary>
    /// <param name="emailOrUserId">The user.</param>
    /// <param name="group">What kind of thing.</param>
    /// <param name="id">The id of the list, channel or message type.</param>
    /// <exception cref="IterableTestAssertionException">It is not, or there is no such user; the message shows what the user has chosen.</exception>
    public void AssertSubscribed(string emailOrUserId, SubscriptionGroup group, long id)
    {
        if (!IsSubscribed(emailOrUserId, group, id))
            throw Unexpected($"Expected {emailOrUserId} to be subscribed to the {group} {id}.", emailOrUserId);
    }

    /// <summary>Checks that a user is not subscribed to something.</summary>
    /// <param name="emailOrUserId">The user.</param>
    /// <param name="group">What kind of thing.</param>
    /// <param name="id">The id of the list, channel or message type.</param>
    /// <exception cref="IterableTestAssertionException">It is; the message shows what the user has chosen.</exception>
    public void AssertNotSubscribed(string emailOrUserId, SubscriptionGroup group, long id)
    {
        if (IsSubscribed(emailOrUserId, group, id))
            throw Unexpected($"Expected {emailOrUserId} not to be subscribed to the {group} {id}.", emailOrUserId);
    }

    /// <summary>Does what a user does who agrees to a double opt-in: begins all the subscriptions that wait for it.</summary>
    /// <param name="emailOrUserId">The user.</param>
    /// <exception cref="InvalidOperationException">None waits for this user.</exception>
    public void ConfirmDoubleOptIn(string emailOrUserId)
    {
        var identity = UserIdentity.Parse(emailOrUserId);
        lock (_state.Gate)
        {
            var user = _state.Users.Find(identity);
            var waiting = _state.DoubleOptIns.FindAll(request => user is not null && user.Is(new UserIdentity(request.Email, request.UserId)));
            if (waiting.Count == 0)
                throw new InvalidOperationException($"No double opt-in waits for {emailOrUserId}.");

            foreach (var id in waiting.SelectMany(request => request.MessageTypeIds))
                SubscriptionRules.Choose(user!, id, isOptIn: true);
            _state.DoubleOptIns.RemoveAll(waiting.Contains);
        }
    }

    /// <summary>
    /// Lets the next bulk updates of subscriptions fail for a user by an error inside the service: it is listed in
    /// <see cref="BulkUpdateSubscriptionsResponse.ValidEmailFailures" /> or <see cref="BulkUpdateSubscriptionsResponse.ValidUserIdFailures" />.
    /// </summary>
    /// <param name="emailOrUserId">The user, named as in the request.</param>
    /// <param name="times">How many times.</param>
    public void FailInside(string emailOrUserId, int times = 1)
    {
        lock (_state.Gate)
            _state.SubscriptionFailures.Order(emailOrUserId, times);
    }

    private IterableTestAssertionException Unexpected(string expectation, string emailOrUserId)
    {
        var identity = UserIdentity.Parse(emailOrUserId);
        lock (_state.Gate)
            return IterableTestAssertionException.Because(expectation, "Found", _state.Users.Find(identity) is { } user ? Choices(user) : ["no such user"]);
    }

    private string[] Choices(UserRecord user) =>
    [
        $"lists [{string.Join(", ", _state.Lists.Values.Where(list => list.Members.Contains(user)).Select(list => list.Id))}]",
        $"unsubscribed channels [{string.Join(", ", user.Subscriptions.UnsubscribedChannels)}]",
        $"unsubscribed message types [{string.Join(", ", user.Subscriptions.UnsubscribedMessageTypes)}]",
        $"subscribed message types [{string.Join(", ", user.Subscriptions.SubscribedMessageTypes)}]",
    ];
}
