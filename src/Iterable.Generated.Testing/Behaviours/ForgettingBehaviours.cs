using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Users who ask to be forgotten, and those who come back.</summary>
internal static class ForgettingBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("forgetUser", Forget);
        table.On("unforgetUser", Unforget);
        table.On("listForgottenEmails", call => List(call, IterableTestIdentity.UserId, "hashedEmails", call.State.Users.Forgotten.HashedEmails));
        table.On("listForgottenUserIds", call => List(call, IterableTestIdentity.Email, "hashedUserIds", call.State.Users.Forgotten.HashedUserIds));
    }

    private static Answer Forget(ApiCall call)
    {
        UserErasure.Forget(call.State, Identity(call));
        return call.Success();
    }

    private static Answer Unforget(ApiCall call)
    {
        call.State.Users.Forgotten.Remove(Identity(call));
        return call.Success();
    }

    private static UserIdentity Identity(ApiCall call)
    {
        var identity = call.Identity;
        if (identity.Email is { } email && !EmailAddress.IsValid(email))
            throw UserFaults.Refuse(UserFault.Invalid, identity);

        return call.State.Settings.Identity switch
        {
            IterableTestIdentity.Email when identity.Email is null => throw Refusal.BadParams("Missing required member: email, by which this project identifies users"),
            IterableTestIdentity.UserId when identity.UserId is null => throw Refusal.BadParams("Missing required member: userId, by which this project identifies users"),
            _ => identity,
        };
    }

    private static Answer List(ApiCall call, IterableTestIdentity refused, string member, IEnumerable<string> hashes) =>
        call.State.Settings.Identity == refused
            ? throw Refusal.BadParams("This endpoint does not work for the way this project identifies users")
            : call.Json(new JObject { [member] = new JArray(hashes) });
}
