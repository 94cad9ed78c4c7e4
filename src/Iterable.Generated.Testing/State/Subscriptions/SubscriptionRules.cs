using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// What it means to be subscribed. Everyone is subscribed to a channel and to an opt-out message type until they leave it; an opt-in message type
/// has to be chosen. Without its channel a message type does not count.
/// </summary>
internal static class SubscriptionRules
{
    /// <exception cref="Refusal">The project has nothing under this id.</exception>
    public static void CheckExists(ProjectState state, SubscriptionGroup group, long id)
    {
        if (group == SubscriptionGroup.EmailList)
            ListBehaviours.Find(state, id);
        else if (group == SubscriptionGroup.MessageChannel && state.Channels.Find(id) is null)
            throw Refusal.BadParams($"Invalid channel id: {id}");
        else if (group == SubscriptionGroup.MessageType && state.MessageTypes.Find(id) is null)
            throw Refusal.BadParams($"Invalid message type id: {id}");
    }

    public static bool IsSubscribed(ProjectState state, UserRecord user, SubscriptionGroup group, long id)
    {
        var chosen = user.Subscriptions;
        if (group == SubscriptionGroup.EmailList)
            return state.Lists.TryGetValue(id, out var list) && list.Members.Contains(user);
        if (group == SubscriptionGroup.MessageChannel)
            return !chosen.UnsubscribedChannels.Contains(id);

        return state.MessageTypes.Find(id) is { } type
            && !chosen.UnsubscribedMessageTypes.Contains(id)
            && (!IsOptIn(type) || chosen.SubscribedMessageTypes.Contains(id))
            && !chosen.UnsubscribedChannels.Contains((long?)type["channelId"] ?? 0);
    }

    public static void Subscribe(ProjectState state, UserRecord user, SubscriptionGroup group, long id)
    {
        WebhookNews.Subscribed(state, user, group, id);
        if (group == SubscriptionGroup.EmailList)
            ListBehaviours.Find(state, id).Members.Add(user);
        else if (group == SubscriptionGroup.MessageChannel)
            user.Subscriptions.UnsubscribedChannels.Remove(id);
        else
            Choose(user, id, isOptIn: state.MessageTypes.Find(id) is { } type && IsOptIn(type));
    }

    public static void Unsubscribe(ProjectState state, UserRecord user, SubscriptionGroup group, long id)
    {
        WebhookNews.Unsubscribed(state, user, group, id);
        if (group == SubscriptionGroup.EmailList)
        {
            ListBehaviours.Find(state, id).Members.Remove(user);
        }
        else if (group == SubscriptionGroup.MessageChannel)
        {
            user.Subscriptions.UnsubscribedChannels.Add(id);
        }
        else
        {
            user.Subscriptions.SubscribedMessageTypes.Remove(id);
            user.Subscriptions.UnsubscribedMessageTypes.Add(id);
        }
    }

    public static void Choose(UserRecord user, long messageTypeId, bool isOptIn)
    {
        user.Subscriptions.UnsubscribedMessageTypes.Remove(messageTypeId);
        if (isOptIn)
            user.Subscriptions.SubscribedMessageTypes.Add(messageTypeId);
    }

    private static bool IsOptIn(JObject messageType) => (string?)messageType["subscriptionPolicy"] == SubscriptionPolicy.OptIn.Value;
}
