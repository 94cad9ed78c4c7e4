using System.Text;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>A JSON web token and the time it is good for.</summary>
public sealed class IterableToken
{
    /// <summary>Wraps a token.</summary>
    /// <param name="value">The token in its compact form, without <c>Bearer</c>.</param>
    /// <param name="expiresAt">When it expires; read from its <c>exp</c> claim when left <see langword="null" />.</param>
    /// <exception cref="ArgumentException">The value cannot stand in a header.</exception>
    public IterableToken(string value, DateTimeOffset? expiresAt = null)
    {
        if (string.IsNullOrEmpty(value) || value.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("A token is printable ASCII without spaces, and not empty.", nameof(value));

        Value = value;
        ExpiresAt = expiresAt ?? ReadExpiry(value);
    }

    /// <summary>The token in its compact form. It is a secret.</summary>
    public string Value { get; }

    /// <summary>When it expires, or <see langword="null" /> when that is not known; then it is used until the service refuses it.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Says when the token expires, and not what it is.</summary>
    /// <returns>For example <c>a token until 2026-01-01T00:00:00Z</c>.</returns>
    public override string ToString() => ExpiresAt is { } end ? FormattableString.Invariant($"a token until {end.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}") : "a token";

    private static DateTimeOffset? ReadExpiry(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
            return null;

        try
        {
            var base64 = parts[1].Replace('-', '+').Replace('_', '/');
            var json = Encoding.UTF8.GetString(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            return IterableJson.TryParseObject(json)?["exp"] is JValue { Value: long seconds } ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
