using System.Net;

namespace Iterable.Generated;

/// <summary>What the failure of a call says about the records in it.</summary>
internal static class CallVerdicts
{
    /// <summary>Whether the service wants a smaller body.</summary>
    public static bool IsTooLarge(Exception e) => e is IterableException failure && (failure.StatusCode == (HttpStatusCode)413 || failure.Code == IterableResultCode.BatchTooLarge);

    /// <summary>Whether the service refused the call for something that is in its records, so that others may be taken.</summary>
    /// <param name="e">What the call failed with.</param>
    /// <param name="recordsNameLists">Whether lists are named in the records, and not by the lane.</param>
    public static bool IsAboutRecords(Exception e, bool recordsNameLists) => e switch
    {
        // An unknown list is refused so, with 400.
        IterableException { Code: { Value: "Success" } } => recordsNameLists,
        IterableConflictException or IterableUnknownUserException or IterableFieldTypesException or IterableEventDisallowedException => true,

        // Without a code of the service a gateway may have given it, whose other statuses are about the call.
        IterableBadRequestException failure => failure.Code is not null || (int?)failure.StatusCode is 400 or 422,
        IterableUnreadableResponseException => false,
        _ => e.GetType() == typeof(IterableException) && ((IterableException)e).Code is not null,
    };

    /// <summary>Why a record was refused that was alone in a call.</summary>
    public static BulkReason RefusalOf(Exception e) => e switch
    {
        IterableUnknownUserException => BulkReason.NotFound,
        IterableFieldTypesException => BulkReason.WrongType,
        IterableEventDisallowedException => BulkReason.DisallowedEvent,
        IterableException { Code: { Value: "InvalidEmailAddressError" or "InvalidUserIdError" } } => BulkReason.Invalid,
        IterableException { Code: { Value: "ForgottenUserError" } } => BulkReason.Forgotten,
        IterableConflictException or IterableException { Code: { Value: "EmailAlreadyExists" or "UserIdAlreadyExists" } } => BulkReason.Conflict,
        _ => BulkReason.Rejected,
    };

    /// <summary>Why records were not sent whose call failed for nothing that is in them.</summary>
    public static BulkReason NotSentFor(Exception e) => e switch
    {
        IterableRateLimitedException => BulkReason.RateLimited,
        IterableTimeoutException or IterableConnectionException or IterableServerException => BulkReason.NoAnswer,
        ObjectDisposedException => BulkReason.Disposed,
        IterableException { StatusCode: not null } => BulkReason.CallRefused,
        _ => BulkReason.Failed,
    };

    /// <summary>Whether a call that failed has certainly taken no effect: nothing of it went out, or each of its attempts was refused.</summary>
    public static bool IsSurelyNotSent(Exception e, IterableRequest request) =>
        !request.MayHaveArrived
        || (!request.WasUnclear && e is IterableException failure && (failure.FailureKind is CallFailureKind.Limited or CallFailureKind.TokenRefused || (failure.FailureKind == CallFailureKind.Final && (int?)failure.StatusCode >= 400)));
}
