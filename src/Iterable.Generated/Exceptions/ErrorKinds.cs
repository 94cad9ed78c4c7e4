using System.Net;

namespace Iterable.Generated;

/// <summary>What a refusal means to the caller; there is an exception type for each.</summary>
internal enum ErrorKind
{
    Other,
    BadRequest,
    FieldTypes,
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

    public static ErrorKind Of(HttpStatusCode status, string? code) => code switch
    {
        BadApiKey or InvalidJwtPayload or "BadAuthorizationHeader" or "Unauthorized" or "JwtUserIdentifiersMismatched" => ErrorKind.Unauthorized,
        "RequestFieldsTypesMismatched" => ErrorKind.FieldTypes,
        "RateLimitExceeded" => ErrorKind.RateLimited,
        "Forbidden" or "ForbiddenParamsError" => ErrorKind.Forbidden,
        "ExternalKeyConflict" or "Conflict" => ErrorKind.Conflict,
        _ => Of((int)status),
    };

    private static ErrorKind Of(int status) => status switch
    {
        401 => ErrorKind.Unauthorized,
        403 => ErrorKind.Forbidden,
        404 => ErrorKind.NotFound,
        409 => ErrorKind.Conflict,
        429 => ErrorKind.RateLimited,
        >= 400 and < 500 => ErrorKind.BadRequest,
        >= 500 and < 600 => ErrorKind.Server,
        _ => ErrorKind.Other,
    };
}
