using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>What a request sets for one user. A member that is null leaves things as they are, an empty one clears them. A silent one is no news for webhooks.</summary>
internal sealed class SubscriptionChange(JObject source, bool isSilent = false)
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
                var joins = _lists.Contains(list.Id);
                if (joins ? list.Members.Add(user) : list.Members.Remove(user))
                    Tell(state, user, SubscriptionGroup.EmailList, list.Id, joins);
            }
        }

        Replace(user.Subscriptions.UnsubscribedChannels, _unsubscribedChannels, (id, isAdded) => Tell(state, user, SubscriptionGroup.MessageChannel, id, !isAdded));
        Replace(user.Subscriptions.UnsubscribedMessageTypes, _unsubscribedTypes, (id, isAdded) => Tell(state, user, SubscriptionGroup.MessageType, id, !isAdded));
        Replace(user.Subscriptions.SubscribedMessageTypes, _subscribedTypes, (id, isAdded) => Tell(state, user, SubscriptionGroup.MessageType, id, isAdded));
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

    private static void Replace(SortedSet<long> own, HashSet<long>? ids, Action<long, bool> tell)
    {
        if (ids is null)
            return;

        var changed = own.ToHashSet();
        changed.SymmetricExceptWith(ids);
        own.Clear();
        own.UnionWith(ids);
        foreach (var id in changed)
            tell(id, own.Contains(id));
    }

    private void Tell(ProjectState state, UserRecord user, SubscriptionGroup group, long id, bool isSubscribed)
    {
        if (isSilent)
            return;

        if (isSubscribed)
            WebhookNews.Subscribed(state, user, group, id);
        else
            WebhookNews.Unsubscribed(state, user, group, id);
    }

    private static HashSet<long>? Ids(JToken? json) => json is JArray ids ? [.. ids.Select(id => (long)id)] : null;
}
