namespace Iterable.Generated.Testing;

/// <summary>The users of a project. E-mail addresses are compared without regard to case, userIds with it.</summary>
internal sealed class UserTable
{
    private readonly List<UserRecord> _users = [];
    private readonly Dictionary<string, UserRecord> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, UserRecord> _byUserId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _forgotten = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<UserRecord> All => _users;

    public UserRecord? Find(UserIdentity identity) =>
        (identity.Email is { } email ? _byEmail.GetValueOrDefault(email) : null)
        ?? (identity.UserId is { } userId ? _byUserId.GetValueOrDefault(userId) : null);

    /// <summary>Whether a user can be written, and if not, why.</summary>
    public UserFault? Check(UserIdentity identity, IterableTestIdentity kind, bool preferUserId)
    {
        if (identity.Email is { } email && !EmailAddress.IsValid(email))
            return UserFault.Invalid;
        if (_forgotten.Contains(identity.Email ?? "") || _forgotten.Contains(identity.UserId ?? ""))
            return UserFault.Forgotten;
        if (Find(identity) is { } user)
            return IsTaken(identity, user) ? UserFault.Conflict : null;

        return kind switch
        {
            IterableTestIdentity.Email when identity.Email is null && !preferUserId => UserFault.NotFound,
            IterableTestIdentity.UserId when identity.UserId is null => UserFault.NotFound,
            _ => null,
        };
    }

    public UserRecord GetOrAdd(UserIdentity identity, DateTimeOffset now)
    {
        var user = Find(identity);
        if (user is null)
            _users.Add(user = new UserRecord(now));

        if (identity.Email is { } email && user.Email is null)
            _byEmail[user.Email = email] = user;
        if (identity.UserId is { } userId && user.UserId != userId)
        {
            if (user.UserId is not null)
                _byUserId.Remove(user.UserId);
            _byUserId[user.UserId = userId] = user;
        }

        return user;
    }

    public void Remove(UserRecord user)
    {
        _users.Remove(user);
        _byEmail.Remove(user.Email ?? "");
        _byUserId.Remove(user.UserId ?? "");
    }

    public void Forget(UserIdentity identity)
    {
        if (Find(identity) is { } user)
            Remove(user);
        _forgotten.Add(identity.Email ?? identity.UserId ?? "");
    }

    private bool IsTaken(UserIdentity identity, UserRecord user) =>
        identity.UserId is { } userId && _byUserId.GetValueOrDefault(userId) is { } owner && owner != user;
}
