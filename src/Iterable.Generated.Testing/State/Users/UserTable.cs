namespace Iterable.Generated.Testing;

/// <summary>The users of a project. E-mail addresses are compared without regard to case, userIds with it.</summary>
internal sealed class UserTable
{
    private readonly List<UserRecord> _users = [];
    private readonly Dictionary<string, UserRecord> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, UserRecord> _byUserId = new(StringComparer.Ordinal);

    public IReadOnlyList<UserRecord> All => _users;

    public ForgottenUsers Forgotten { get; } = new();

    public UserRecord? Find(UserIdentity identity) =>
        (identity.Email is { } email ? _byEmail.GetValueOrDefault(email) : null)
        ?? (identity.UserId is { } userId ? _byUserId.GetValueOrDefault(userId) : null);

    /// <summary>Whether a user can be written, and if not, why.</summary>
    public UserFault? Check(UserIdentity identity, IterableTestIdentity kind, bool preferUserId)
    {
        if (!identity.IsWellFormed)
            return UserFault.Invalid;
        if (Forgotten.Contains(identity))
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

    /// <summary>Gives a user another address, another userId, or both; what is <see langword="null" /> stays.</summary>
    public void Rename(UserRecord user, UserIdentity identity)
    {
        if (identity.Email is { } email)
        {
            _byEmail.Remove(user.Email ?? "");
            _byEmail[user.Email = email] = user;
        }

        if (identity.UserId is { } userId)
        {
            _byUserId.Remove(user.UserId ?? "");
            _byUserId[user.UserId = userId] = user;
        }
    }

    private bool IsTaken(UserIdentity identity, UserRecord user) =>
        identity.UserId is { } userId && _byUserId.GetValueOrDefault(userId) is { } owner && owner != user;
}
