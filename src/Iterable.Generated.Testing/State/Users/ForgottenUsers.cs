using System.Security.Cryptography;
using System.Text;

namespace Iterable.Generated.Testing;

/// <summary>Who asked to be forgotten. The project may not write them.</summary>
internal sealed class ForgottenUsers
{
    private readonly SortedSet<string> _emails = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _userIds = new(StringComparer.Ordinal);

    /// <summary>The addresses as the service lists them: trimmed, in lower case, SHA-256 in hexadecimal digits.</summary>
    public IEnumerable<string> HashedEmails => _emails.Select(Hash);

    /// <inheritdoc cref="HashedEmails" />
    public IEnumerable<string> HashedUserIds => _userIds.Select(Hash);

    public bool Contains(UserIdentity identity) =>
        (identity.Email is { } email && _emails.Contains(Normalized(email)))
        || (identity.UserId is { } userId && _userIds.Contains(Normalized(userId)));

    public void Add(UserIdentity identity)
    {
        if (identity.Email is { } email)
            _emails.Add(Normalized(email));
        if (identity.UserId is { } userId)
            _userIds.Add(Normalized(userId));
    }

    public void Remove(UserIdentity identity)
    {
        _emails.Remove(Normalized(identity.Email ?? ""));
        _userIds.Remove(Normalized(identity.UserId ?? ""));
    }

    private static string Normalized(string text) => text.Trim().ToLowerInvariant();

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
