using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Looks at the token of a call with a JWT-enabled key: signature, times, and whether it is for the user the call names.</summary>
internal static class JwtCheck
{
    private const string Scheme = "Bearer ";
    private const long MostSeconds = 31_536_000;

    /// <exception cref="Refusal">The token is missing or does not do.</exception>
    public static void Check(IterableTestRequest request, IterableTestApiKey key, IReadOnlyDictionary<string, string> pathValues, DateTimeOffset now)
    {
        if (key.JwtSecret is not { } secret)
            return;

        var header = request.Headers.GetValueOrDefault("Authorization");
        if (header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
            throw Refused(request, "JWT Authorization header is not set");

        var claims = Read(header[Scheme.Length..], secret) ?? throw Refused(request, "JWT token is not valid");
        var (issuedAt, expiresAt) = (Seconds(claims, "iat"), Seconds(claims, "exp"));
        if (issuedAt is null || expiresAt is null || expiresAt - issuedAt > MostSeconds)
            throw Refused(request, "JWT token has no iat and exp, or more than a year between them");
        if (expiresAt <= now.ToUnixTimeSeconds())
            throw Refused(request, "JWT token is expired");
        if (Users(request, pathValues).Any(user => (string?)claims[user.Name] is { } claimed ? claimed != user.Value : claims[Other(user.Name)] is null))
            throw Refusal.Of(401, "JwtUserIdentifiersMismatched", "The token is for another user than the call", Parameters(request));
    }

    private static JObject? Read(string token, string secret)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
            return null;

        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        try
        {
            var isSigned = CryptographicOperations.FixedTimeEquals(signed, Base64Url.DecodeFromChars(parts[2]));
            return isSigned && (string?)Json(parts[0])["alg"] == "HS256" ? Json(parts[1]) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static JObject Json(string part) => JObject.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part)));

    // A number as text is refused by the service, too.
    private static long? Seconds(JObject claims, string name) => claims[name] is JValue { Value: long seconds } ? seconds : null;

    private static IEnumerable<(string Name, string Value)> Users(IterableTestRequest request, IReadOnlyDictionary<string, string> pathValues)
    {
        var body = request.Body.Length > 0 && request.Body[0] == '{' ? request.Json() : [];
        foreach (var name in new[] { "email", "userId" })
        {
            var value = pathValues.GetValueOrDefault(name)
                ?? request.Query.GetValueOrDefault(name)?[0]
                ?? (string?)(body[name] as JValue)
                ?? (string?)((body["user"] as JObject)?[name] as JValue);
            if (value is not null)
                yield return (name, value);
        }
    }

    private static string Other(string name) => name == "email" ? "userId" : "email";

    private static Refusal Refused(IterableTestRequest request, string message) => Refusal.Of(401, "InvalidJwtPayload", message, Parameters(request));

    private static JObject Parameters(IterableTestRequest request) => new() { ["endpoint"] = request.Path };
}
