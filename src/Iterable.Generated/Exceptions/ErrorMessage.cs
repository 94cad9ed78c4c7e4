using System.Net;

namespace Iterable.Generated;

/// <summary>What the message of a refusal says: what happened, why as far as that is known, and what to do. Nothing the service wrote, unless the options ask for it.</summary>
internal static class ErrorMessage
{
    public static string For(IterableCall call, ErrorKind kind, IterableErrorDetails details, ErrorEnvelope envelope, ApiBaseAddress asked) =>
        $"{call.Operation} failed: HTTP {(int)details.StatusCode!}"
        + (envelope.SafeCode is { } code ? $", code {code}." : ".")
        + Explain(kind, details, envelope, asked)
        + Ending(call, details);

    /// <summary>The id of the request and, in development, what the service said.</summary>
    public static string Ending(IterableCall call, IterableErrorDetails details) =>
        (details.RequestId is { } id ? $" {RequestId.HeaderName}: {id}." : "")
        + (call.Settings.IncludesApiMessages && details.ApiMessage is { } message ? $" The service said: {message}" : "");

    private static string Explain(ErrorKind kind, IterableErrorDetails details, ErrorEnvelope envelope, ApiBaseAddress asked) => (int)details.StatusCode! switch
    {
        >= 300 and < 400 and not (int)HttpStatusCode.NotModified => " A redirect is followed for a GET within the host that was asked, and not in a circle; elsewhere the API key would go along.",
        413 => " The body is larger than the service takes: send fewer records in a call.",
        414 => " The address is longer than the service takes, which was seen to be 2,048 characters: ask for fewer values in a call.",
        _ when kind == ErrorKind.RateLimited => details.RetryAfter is { } wait ? FormattableString.Invariant($" The next call may be made in {wait.TotalSeconds:0.###} s.") : "",
        _ when kind == ErrorKind.Unauthorized && KeyType(details) is { } type => WrongKey(type, details.Operation!),
        _ when kind == ErrorKind.Unauthorized && details.Code?.Value == ErrorKinds.BadApiKey => $" Asked was {asked}; a key works only in the project and the data center that made it.",
        _ when envelope.IsMarkup => " The answer was a page of HTML or XML, " + Sender((int)details.StatusCode),
        _ when envelope.Oddity is not null => " " + envelope.Oddity,
        _ => "",
    };

    private static string Sender(int status) => status switch
    {
        404 or 405 => "so it may not come from the API: check the base address.",
        >= 500 => "as a gateway gives that got no answer of the service.",
        _ => "as a proxy or a firewall on the way gives.",
    };

    // The service names the type of the key only when it knows the key.
    private static string? KeyType(IterableErrorDetails details) => ErrorEnvelope.AsCode((string?)(details.Params?["apiKeyType"] as Newtonsoft.Json.Linq.JValue));

    private static string WrongKey(string type, IterableOperation operation)
    {
        if (operation.KeyTypes.Count == 0)
            return $" The key is one of the type {type}; which types may call this is not known here.";

        return operation.KeyTypes.Any(known => Letters(known.Value) == Letters(type))
            ? $" The key is one of the type {type}, which may call this; it is disabled, or lacks the privilege."
            : $" The key is one of the type {type}; this takes keys of: {string.Join(", ", operation.KeyTypes)}.";
    }

    // The service writes "ServerSide"; the spelling of the other types is not known.
    private static string Letters(string type) => string.Concat(type.Replace("Side", "").Where(char.IsLetter)).ToUpperInvariant();
}
