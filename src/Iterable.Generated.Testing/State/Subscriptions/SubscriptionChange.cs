using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>What a request sets for one user. A member that is null leaves things as they are, an empty one clears them.</summary>
internal sealed class SubscriptionChange(JObject source)
{
    private readonly HashSet<long>? _lists = Ids(source["emailListIds"]);
    private readonly HashSet<long>? _unsubscribedChannels = Ids(source["unsubscribedChannelIds"]);
    private readonly HashSet<long>? _unsubscribedTypes = Ids(source["unsubscribedMessageTypeIds"]);
    private readonly HashSet<long>? _subscribedTypes = Ids(source["subscribedMessageTypeIds"]);

    /// <exception cref="Refusal">An id is unknown, or a message type belongs to a channel the user is unsubscribed from.</exception>
    public void Check(ProjectState state, UserRecord user)
    {
        CheckExist(state, SubscriptionGroup.EmailList, _lists);
        CheckExist(state, SubscriptionGroup.MessageChannel, _unsubscribedChannels);
        CheckExist(state, SubscriptionGroup.MessageType, _unsubscribedTypes);
        CheckExist(state, SubscriptionGroup.MessageType, _subscribedTypes);
        if ((bool?)source["validateChannelAlignment"] ?? true)
            CheckChannels(state, user);
    }

    public void Apply(ProjectState state, UserRecord user)
    {
        if (_lists is not null)
        {
            foreach (var list in state.Lists.Values)
            {
                if (_lists.Contains(list.Id))
                    list.Members.Add(user);
                else
                    list.Members.Remove(user);
            }
        }

        Replace(user.Subscriptions.UnsubscribedChannels, _unsubscribedChannels);
        Replace(user.Subscriptions.UnsubscribedMessageTypes, _unsubscribedTypes);
        Replace(user.Subscriptions.SubscribedMessageTypes, _subscribedTypes);
        user.Updated = state.Now;
    }

    private void CheckChannels(ProjectState state, UserRecord user)
    {
        IEnumerable<long> left = _unsubscribedChannels ?? (IEnumerable<long>)user.Subscriptions.UnsubscribedChannels;
        foreach (var id in _subscribedTypes ?? [])
        {
            if (left.Contains((long?)state.MessageTypes.Find(id)?["channelId"] ?? 0))
                throw Refusal.BadParams($"Invalid value for subscribedMessageTypeIds: {id} belongs to a channel the user is unsubscribed from");
        }
    }

    private static void CheckExist(ProjectState state, SubscriptionGroup group, HashSet<long>? ids)
    {
        foreach (var id in ids ?? [])
            SubscriptionRules.CheckExists(state, group, id);
    }

    private static void Replace(SortedSet<long> own, HashSet<long>? ids)
    {
        if (ids is null)
            return;

        own.Clear();
        own.UnionWith(ids);
    }

    private static HashSet<long>? Ids(JToken? json) => json is JArray ids ? [.. ids.Select(id => (long)id)] : null;
}
