namespace Iterable.Generated.Testing;

/// <summary>Why a user cannot be written. A single call is refused with it, a bulk call lists the user under it.</summary>
internal enum UserFault
{
    Invalid,
    Forgotten,
    Conflict,
    NotFound,
    InvalidData,

    /// <summary>An error inside the service, which counts a failure and does not say whose.</summary>
    Unnamed,
}
