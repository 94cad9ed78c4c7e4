using System.Collections.Concurrent;

namespace Iterable.Generated.Testing;

/// <summary>Until when the tokens of users are no longer valid. Read before the lock of the project is taken.</summary>
internal sealed class TokenInvalidations
{
    private readonly ConcurrentDictionary<UserIdentity, DateTimeOffset> _times = new();

    public void Add(UserIdentity identity, DateTimeOffset issuedBefore)
    {
        foreach (var name in Names(identity))
            _times.AddOrUpdate(name, issuedBefore, (_, known) => known > issuedBefore ? known : issuedBefore);
    }

    public bool Covers(UserIdentity identity, DateTimeOffset issued) =>
        Names(identity).Any(name => _times.TryGetValue(name, out var time) && issued < time);

    private static IEnumerable<UserIdentity> Names(UserIdentity identity)
    {
        if (identity.Email is { } email)
            yield return new UserIdentity(email.ToLowerInvariant(), null);
        if (identity.UserId is { } userId)
            yield return new UserIdentity(null, userId);
    }
}
