using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A double opt-in that waits for the answer of its user.</summary>
public sealed class IterableTestDoubleOptIn
{
    internal IterableTestDoubleOptIn(UserRecord user, JObject source, DateTimeOffset createdAt)
    {
        Email = user.Email;
        UserId = user.UserId;
        MessageTypeIds = [.. source["messageTypeIds"]!.Select(id => (long)id)];
        PhoneNumber = (string?)user.DataFields["phoneNumber"];
        BrandName = (string?)source["brandName"];
        CreatedAt = createdAt;
    }

    /// <summary>The e-mail address of the user, or <see langword="null" />.</summary>
    public string? Email { get; }

    /// <summary>The userId of the user, or <see langword="null" />.</summary>
    public string? UserId { get; }

    /// <summary>The message types to confirm.</summary>
    public IReadOnlyList<long> MessageTypeIds { get; }

    /// <summary>The phone number the question goes to: the one of the profile, or <see langword="null" />.</summary>
    public string? PhoneNumber { get; }

    /// <summary>The brand name of the request, or <see langword="null" />.</summary>
    public string? BrandName { get; }

    /// <summary>When it was asked for, on the server's clock.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The double opt-in in words.</summary>
    /// <returns>User, phone number and message types.</returns>
    public override string ToString() => $"{Email ?? UserId} {PhoneNumber} [{string.Join(", ", MessageTypeIds)}]";
}
