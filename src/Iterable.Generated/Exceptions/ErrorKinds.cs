using System.Net;

namespace Iterable.Generated;

/// <summary>What a refusal means to the caller; there is an exception type for each.</summary>
internal enum ErrorKind
{
    Other,
    BadRequest,
    FieldTypes,
    UnknownUser,
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
    RateLimited,
    Server,
}

/// <summary>Tells what a refusal means. Neither status nor code is enough alone: the same code comes with several statuses, and 400 with the code <c>Success</c>.</summary>
internal static class ErrorKinds
{
    public const string BadApiKey = "BadApiKey";
    public const string InvalidJwtPayload = "InvalidJwtPayload";

    private const string NoSuchUser = "error.users.noUserWith";

    /// <summary>What an answer means.</summary>
    public static ErrorKind Of(HttpStatusCode status, ErrorEnvelope envelope)
    {
        var kind = Of(status, envelope.Code);
        return kind is ErrorKind.BadRequest or ErrorKind.NotFound && SaysNoSuchUser(envelope) ? ErrorKind.UnknownUser : kind;
    }

    /// <summary>What an answer means by its status and code alone.</summary>
    public static ErrorKind Of(HttpStatusCode status, string? code) => code switch
    {
        BadApiKey or InvalidJwtPayload or "BadAuthorizationHeader" or "Unauthorized" or "JwtUserIdentifiersMismatched" => ErrorKind.Unauthorized,
        "RequestFieldsTypesMismatched" => ErrorKind.FieldTypes,
        "RateLimitExceeded" => ErrorKind.RateLimited,
        "Forbidden" or "ForbiddenParamsError" => ErrorKind.Forbidden,
        "ExternalKeyConflict" or "Conflict" => ErrorKind.Conflict,
        _ => Of((int)status),
    };

    // Recorded texts: "No user with that id exists!", "No users with userId 42 exist", "No user exists with userId 12345",
    // "User not found for userId: 7 or email: ...". What follows the first words may be what the caller sent.
    private static bool SaysNoSuchUser(ErrorEnvelope envelope) =>
        envelope.Code is "UnknownEmailError" or "UnknownUserIdError"
        || envelope.Code?.StartsWith(NoSuchUser, StringComparison.Ordinal) is true
        || (envelope.Message is { } text
            && (text.StartsWith(NoSuchUser, StringComparison.Ordinal)
                || text.StartsWith("user not found", StringComparison.OrdinalIgnoreCase)
                || (text.StartsWith("no user", StringComparison.OrdinalIgnoreCase) && text.IndexOf(" exist", StringComparison.OrdinalIgnoreCase) > 0)));

    private static ErrorKind Of(int status) => status switch
    {
        401 => ErrorKind.Unauthorized,
        403 => ErrorKind.Forbidden,
        404 => ErrorKind.NotFound,

        // Somebody waited in vain for the rest of the request, and may have seen all of it.
        408 => ErrorKind.Server,
        409 => ErrorKind.Conflict,
        429 => ErrorKind.RateLimited,
        >= 400 and < 500 => ErrorKind.BadRequest,
        >= 500 and < 600 => ErrorKind.Server,
        _ => ErrorKind.Other,
    };
}
