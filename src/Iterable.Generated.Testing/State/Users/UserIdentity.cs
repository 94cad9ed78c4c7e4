using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Who a record is about: an e-mail address, a userId, or both.</summary>
internal readonly record struct UserIdentity(string? Email, string? UserId)
{
    /// <summary>Whether the address and the userId, where they are there, can be any.</summary>
    public bool IsWellFormed => IsAddress && IsUserId;

    /// <summary>What a refusal names: the userId alone, where that is malformed and the address is not.</summary>
    public UserIdentity Malformed => IsAddress && !IsUserId ? this with { Email = null } : this;

    private bool IsAddress => Email is null || EmailAddress.IsValid(Email);

    // Printable ASCII, without a space at the end.
    private bool IsUserId => UserId is null || (UserId.All(character => character is >= ' ' and <= '~') && !UserId.EndsWith(' '));

    /// <summary>Whom a record of a bulk call is about.</summary>
    /// <exception cref="Refusal">It names nobody.</exception>
    public static UserIdentity OfRecord(JObject json) => Of(json, "", "");

    /// <summary>
    /// Whom a call is about: from the members <c>email</c> and <c>userId</c>, or from <c>recipientEmail</c> and <c>recipientUserId</c> or others with a
    /// prefix.
    /// </summary>
    /// <param name="json">The body, or the part of it that names the user.</param>
    /// <param name="prefix">What the names of the members begin with.</param>
    /// <param name="where">What the service adds when neither is there, for example <c> in a track call</c>.</param>
    /// <exception cref="Refusal">Neither is there, or the address is none.</exception>
    public static UserIdentity Read(JObject json, string prefix = "", string where = "") => Of(json, prefix, where).Checked();

    /// <summary>Whom a call names in its path or its query; nobody where it need not.</summary>
    /// <exception cref="Refusal">The address is none.</exception>
    public static UserIdentity Read(ParameterValues parameters, string email = "email", string userId = "userId") =>
        new UserIdentity(parameters.Text(email), parameters.Text(userId)).Checked();

    /// <summary>Takes a text with an at sign for an e-mail address, any other for a userId.</summary>
    public static UserIdentity Parse(string emailOrUserId)
    {
        ArgumentException.ThrowIfNullOrEmpty(emailOrUserId);
        return emailOrUserId.Contains('@') ? new UserIdentity(emailOrUserId, null) : new UserIdentity(null, emailOrUserId);
    }

    public override string ToString() => Email ?? UserId ?? "";

    private static UserIdentity Of(JObject json, string prefix, string where)
    {
        var (email, userId) = prefix.Length == 0 ? ("email", "userId") : (prefix + "Email", prefix + "UserId");
        // An address that is there and empty is an address that is none; an empty userId is no userId.
        var identity = new UserIdentity((string?)json[email], (string?)json[userId] is { Length: > 0 } text ? text : null);
        return identity is { Email: null, UserId: null }
            ? throw Refusal.BadParams($"Either {email} or {userId} must be specified{where}")
            : identity;
    }

    private UserIdentity Checked() =>
        !IsAddress ? throw UserFaults.Refuse(UserFault.Invalid, this) : this;
}
