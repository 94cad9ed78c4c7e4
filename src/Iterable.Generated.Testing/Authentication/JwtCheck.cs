using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Looks at the token that goes beside a JWT-enabled key: its signature, its times, and whom it is for.</summary>
internal static class JwtCheck
{
    private const string Scheme = "Bearer ";

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromSeconds(31_536_000);

    /// <summary>Whom the token is for.</summary>
    /// <exception cref="Refusal">There is no token, or one that does not hold.</exception>
    public static UserIdentity Check(IterableTestRequest request, string secret, DateTimeOffset now, TokenInvalidations? invalidations = null)
    {
        var header = request.Headers.GetValueOrDefault("Authorization");
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Refusal.Of(401, "BadAuthorizationHeader", "Missing JWT in the Authorization header", Endpoint(request));

        var parts = header[Scheme.Length..].Trim().Split('.');
        if (parts.Length != 3 || Json(parts[0]) is not { } algorithm || Json(parts[1]) is not { } claims)
            throw Invalid(request, "JWT token is malformed");
        if ((string?)algorithm["alg"] != "HS256" || !IsSigned(parts, secret))
            throw Invalid(request, "JWT token has an invalid signature");
        if (Seconds(claims["iat"]) is not { } issued || Seconds(claims["exp"]) is not { } expires)
            throw Invalid(request, "JWT token has no iat or no exp, which are whole seconds");
        if (expires - issued > MaxLifetime)
            throw Invalid(request, "JWT token is valid for more than a year");
        if (expires <= now)
            throw Invalid(request, "JWT token is expired");

        var identity = new UserIdentity((string?)claims["email"], (string?)claims["userId"]);
        if (identity is { Email: null, UserId: null } or { Email: not null, UserId: not null })
            throw Invalid(request, "JWT token has to have either email or userId");
        if (invalidations?.Covers(identity, issued) is true)
            throw Invalid(request, "JWT token has been invalidated");

        return identity;
    }

    /// <summary>
    /// Holds whom a call is about against whom the token is for. What the call names in the other way, by userId where the token has an address or the reverse, must
    /// be the user that the project knows by both; beside the user of the token it may be new as well.
    /// </summary>
    /// <exception cref="Refusal">The call is about somebody else.</exception>
    public static void Match(UserIdentity token, ApiOperation operation, ParameterValues parameters, JObject body, UserTable users)
    {
        var emails = Values(operation.EmailName).Select(email => new UserIdentity(email, null)).ToArray();
        var userIds = Values(operation.UserIdName).Select(userId => new UserIdentity(null, userId)).ToArray();
        var (sameWay, otherWay) = token.Email is not null ? (emails, userIds) : (userIds, emails);
        var user = users.Find(token);
        var isOther = sameWay.Any(named => named.UserId != token.UserId || !string.Equals(named.Email, token.Email, StringComparison.OrdinalIgnoreCase))
            || otherWay.Any(named => users.Find(named) is { } known ? known != user : sameWay.Length == 0);
        if (isOther)
            throw Refusal.Of(400, "JwtUserIdentifiersMismatched", "The user of the request is not the one of the JWT");

        IEnumerable<string> Values(string name) =>
            new[] { parameters.Text(name), (string?)body[name], (string?)(body["user"] as JObject)?[name] }.OfType<string>().Where(value => value.Length > 0);
    }

    private static bool IsSigned(string[] parts, string secret)
    {
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(signature)), Encoding.UTF8.GetBytes(parts[2]));
    }

    private static JObject? Json(string part)
    {
        try
        {
            return WireJson.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part))) as JObject;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    // Milliseconds are no seconds here, unlike in the bodies of requests.
    private static DateTimeOffset? Seconds(JToken? claim) =>
        claim is not null && WireTime.Read(claim, "epoch-s") is { } time && time.ToUnixTimeSeconds() == (long)claim ? time : null;

    private static Refusal Invalid(IterableTestRequest request, string message) =>
        Refusal.Of(401, "InvalidJwtPayload", message, Endpoint(request));

    private static JObject Endpoint(IterableTestRequest request) => new() { ["endpoint"] = request.Path };
}
