namespace Iterable.Generated.Testing;

/// <summary>What a user has chosen, by id. Membership of lists stands at the lists.</summary>
internal sealed class UserSubscriptions
{
    public SortedSet<long> UnsubscribedChannels { get; } = [];

    public SortedSet<long> UnsubscribedMessageTypes { get; } = [];

    public SortedSet<long> SubscribedMessageTypes { get; } = [];

    /// <summary>Takes over what another user has chosen where this one has chosen nothing.</summary>
    public void FillFrom(UserSubscriptions other)
    {
        Fill(UnsubscribedChannels, other.UnsubscribedChannels);
        Fill(UnsubscribedMessageTypes, other.UnsubscribedMessageTypes);
        Fill(SubscribedMessageTypes, other.SubscribedMessageTypes);
    }

    private static void Fill(SortedSet<long> own, SortedSet<long> others)
    {
        if (own.Count == 0)
            own.UnionWith(others);
    }
}
