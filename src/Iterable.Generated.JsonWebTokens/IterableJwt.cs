using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Makes tokens as Iterable takes them: HS256, with <c>email</c> or <c>userId</c>, <c>iat</c> and <c>exp</c>.</summary>
public static class IterableJwt
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Signs a token, for example to hand it to an app.</summary>
    /// <param name="secret">The JWT secret of the API key.</param>
    /// <param name="user">The user the token is for.</param>
    /// <param name="issuedAt">When it is made; whole seconds count.</param>
    /// <param name="expiresAt">When it ends, at most a year later.</param>
    /// <returns>The token in its compact form.</returns>
    /// <exception cref="ArgumentException">The secret is empty or too short, or the times cannot be right.</exception>
    public static string Sign(string secret, IterableUserIdentity user, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        Check(secret);
        if (user is null)
            throw new ArgumentNullException(nameof(user));
        if (expiresAt <= issuedAt || expiresAt - issuedAt > TimeSpan.FromDays(365))
            throw new ArgumentException("A token has to end after it is made, and at most 365 days after.", nameof(expiresAt));

        var claims = new JObject
        {
            user.Email is { } email ? new JProperty("email", email) : new JProperty("userId", user.UserId),
            new JProperty("iat", issuedAt.ToUnixTimeSeconds()),
            new JProperty("exp", expiresAt.ToUnixTimeSeconds()),
        };

        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret));
        return Handler.CreateToken(claims.ToString(Formatting.None), new SigningCredentials(key, SecurityAlgorithms.HmacSha256));
    }

    internal static void Check(string secret)
    {
        // The signing library takes no key of less than 256 bits for HS256.
        if (string.IsNullOrEmpty(secret) || Encoding.UTF8.GetByteCount(secret) < 32)
            throw new ArgumentException("The JWT secret is empty or too short; Iterable shows it once, when the API key is made.", nameof(secret));
    }
}
