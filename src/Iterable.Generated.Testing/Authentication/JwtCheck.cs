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

    /// <summary>Holds whom a call is about against whom the token is for.</summary>
    /// <exception cref="Refusal">The call is about somebody else.</exception>
    public static void Match(UserIdentity token, ApiOperation operation, ParameterValues parameters, JObject body)
    {
        IEnumerable<string?> emails = Values(operation.EmailName);
        IEnumerable<string?> userIds = Values(operation.UserIdName);
        var isOther =
            (token.Email is not null && emails.Any(email => email is not null && !string.Equals(email, token.Email, StringComparison.OrdinalIgnoreCase)))
            || (token.UserId is not null && userIds.Any(userId => userId is not null && userId != token.UserId));
        if (isOther)
            throw Refusal.Of(400, "JwtUserIdentifiersMismatched", "The user of the request is not the one of the JWT");

        string?[] Values(string name) => [parameters.Text(name), (string?)body[name], (string?)(body["user"] as JObject)?[name]];
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
