namespace Iterable.Generated;

/// <summary>Who a call is about: a user by e-mail address, or by user id.</summary>
public sealed class IterableUserIdentity : IEquatable<IterableUserIdentity>
{
    private IterableUserIdentity(string? email, string? userId)
    {
        Email = email;
        UserId = userId;
    }

    /// <summary>The e-mail address, or <see langword="null" /> when <see cref="UserId" /> tells the user.</summary>
    public string? Email { get; }

    /// <summary>The user id, or <see langword="null" /> when <see cref="Email" /> tells the user.</summary>
    public string? UserId { get; }

    /// <summary>A user by e-mail address.</summary>
    /// <param name="email">The address.</param>
    /// <returns>The identity.</returns>
    public static IterableUserIdentity FromEmail(string email) =>
        new(string.IsNullOrEmpty(email) ? throw new ArgumentException("An e-mail address cannot be empty.", nameof(email)) : email, null);

    /// <summary>A user by user id.</summary>
    /// <param name="userId">The id.</param>
    /// <returns>The identity.</returns>
    public static IterableUserIdentity FromUserId(string userId) =>
        new(null, string.IsNullOrEmpty(userId) ? throw new ArgumentException("A user id cannot be empty.", nameof(userId)) : userId);

    /// <inheritdoc />
    public bool Equals(IterableUserIdentity? other) => other is not null && Email == other.Email && UserId == other.UserId;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as IterableUserIdentity);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Email ?? UserId!);

    /// <summary>Says how the user is told, not who it is.</summary>
    /// <returns><c>a user by e-mail address</c> or <c>a user by id</c>.</returns>
    public override string ToString() => Email is null ? "a user by id" : "a user by e-mail address";
}
