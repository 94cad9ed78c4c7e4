using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Who a record is about: an e-mail address, a userId, or both.</summary>
internal readonly record struct UserIdentity(string? Email, string? UserId)
{
    /// <summary>Reads it from the members <c>email</c> and <c>userId</c>, or from <c>recipientEmail</c> and <c>recipientUserId</c> or others with a prefix.</summary>
    /// <exception cref="Refusal">Neither is there.</exception>
    public static UserIdentity Read(JObject json, string prefix = "")
    {
        var (email, userId) = prefix.Length == 0 ? ("email", "userId") : (prefix + "Email", prefix + "UserId");
        var identity = new UserIdentity(Text(json[email]), Text(json[userId]));
        return identity is { Email: null, UserId: null }
            ? throw Refusal.BadParams($"Missing required member: {email} or {userId}")
            : identity;
    }

    /// <summary>Takes a text with an at sign for an e-mail address, any other for a userId.</summary>
    public static UserIdentity Parse(string emailOrUserId)
    {
        ArgumentException.ThrowIfNullOrEmpty(emailOrUserId);
        return emailOrUserId.Contains('@') ? new UserIdentity(emailOrUserId, null) : new UserIdentity(null, emailOrUserId);
    }

    public override string ToString() => Email ?? UserId ?? "";

    private static string? Text(JToken? value) => (string?)value is { Length: > 0 } text ? text : null;
}
