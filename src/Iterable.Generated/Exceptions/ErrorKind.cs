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
