using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A user as the server keeps it.</summary>
internal sealed class UserRecord(DateTimeOffset signedUp)
{
    private UserRecord? _mergedInto;

    public string? Email { get; set; }

    public string? UserId { get; set; }

    public JObject DataFields { get; } = [];

    public UserSubscriptions Subscriptions { get; } = new();

    public DateTimeOffset SignedUp { get; } = signedUp;

    public DateTimeOffset Updated { get; set; } = signedUp;

    /// <summary>This user, or the one it was merged into. What refers to a user reads it through this.</summary>
    public UserRecord Current => _mergedInto?.Current ?? this;

    public void MergeInto(UserRecord destination) => _mergedInto = destination;

    public bool Is(UserIdentity identity) =>
        (identity.Email is not null && string.Equals(Email, identity.Email, StringComparison.OrdinalIgnoreCase))
        || (identity.UserId is not null && UserId == identity.UserId);
}
