namespace Iterable.Generated.Testing;

/// <summary>Takes a user out of a project: alone, or with all it left behind.</summary>
internal static class UserErasure
{
    /// <summary>Removes the user and its memberships. What it did stays in exports and logs.</summary>
    public static void Delete(ProjectState state, UserRecord user)
    {
        state.Users.Remove(user);
        foreach (var list in state.Lists.Values)
            list.Members.Remove(user);
    }

    /// <summary>Removes the user with all its data, and refuses it from now on.</summary>
    public static void Forget(ProjectState state, UserIdentity identity)
    {
        state.Users.Forgotten.Add(identity);
        if (state.Users.Find(identity) is not { } user)
            return;

        Delete(state, user);
        state.Events.Remove(item => item.User == user);
        state.Purchases.Remove(item => item.User == user);
        state.JourneyEntries.RemoveAll(entry => entry.User == user);
        state.Messages.RemoveAll(message => message.User == user);
        state.InAppMessages.RemoveAll(message => message.User == user);
        state.EmbeddedMessages.RemoveAll(message => message.User == user);
        state.DoubleOptIns.RemoveAll(request => user.Is(new UserIdentity(request.Email, request.UserId)));
    }
}
