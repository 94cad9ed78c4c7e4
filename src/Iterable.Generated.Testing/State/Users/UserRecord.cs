using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A user as the server keeps it.</summary>
internal sealed class UserRecord(DateTimeOffset signedUp)
{
    public string? Email { get; set; }

    public string? UserId { get; set; }

    public JObject DataFields { get; } = [];

    public DateTimeOffset SignedUp { get; } = signedUp;

    public DateTimeOffset Updated { get; set; } = signedUp;

    public bool Is(UserIdentity identity) =>
        (identity.Email is not null && string.Equals(Email, identity.Email, StringComparison.OrdinalIgnoreCase))
        || (identity.UserId is not null && UserId == identity.UserId);
}
