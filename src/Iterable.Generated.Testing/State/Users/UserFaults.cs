namespace Iterable.Generated.Testing;

/// <summary>What a single call answers about a user that cannot be written.</summary>
internal static class UserFaults
{
    public static Refusal Refuse(UserFault fault, UserIdentity identity) => fault switch
    {
        UserFault.Invalid when identity.Malformed.Email is { } email => Refusal.Of(400, "InvalidEmailAddressError", $"Invalid email: {email}"),
        UserFault.Invalid => Refusal.Of(400, "InvalidUserIdError", $"Invalid userId: {identity.UserId}"),
        UserFault.Forgotten => Refusal.Of(409, "ForgottenUserError", $"The user {identity} has been forgotten"),
        UserFault.Conflict when identity.UserId is null => Refusal.Of(400, "EmailAlreadyExists", $"Another user has the email {identity}"),
        UserFault.Conflict => Refusal.Of(409, "ExternalKeyConflict", $"The userId {identity.UserId} belongs to another user"),
        _ when identity.Email is { } email => Refusal.Of(400, "UnknownEmailError", $"No user exists with email {email}"),
        _ => Refusal.Of(400, "UnknownUserIdError", $"No user exists with userId {identity.UserId}"),
    };
}
