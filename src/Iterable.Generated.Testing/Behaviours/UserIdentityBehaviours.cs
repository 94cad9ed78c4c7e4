using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Users who change their address or turn out to be the same, and tokens that are taken back from them.</summary>
internal static class UserIdentityBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("updateUserEmail", UpdateEmail);
        table.On("mergeUsers", Merge);
        table.On("invalidateJwt", InvalidateTokens);
    }

    private static Answer UpdateEmail(ApiCall call)
    {
        var current = UserIdentity.Read(call.Body, "current");
        if (current.Email is not null)
            current = current with { UserId = null };
        var renamed = new UserIdentity((string)call.Body["newEmail"]!, null);
        if (call.State.Users.Check(renamed, IterableTestIdentity.Hybrid, preferUserId: false) is { } fault)
            throw UserFaults.Refuse(fault, renamed);

        var user = call.State.Users.Find(current) ?? throw UserFaults.Refuse(UserFault.NotFound, current);
        if (call.State.Users.Find(renamed) is { } owner && owner != user)
            throw UserFaults.Refuse(UserFault.Conflict, renamed);

        call.State.Users.Rename(user, renamed);
        user.Updated = call.State.Now;
        return call.Success();
    }

    private static Answer Merge(ApiCall call)
    {
        var (source, destination) = (UserIdentity.Read(call.Body, "source"), UserIdentity.Read(call.Body, "destination"));
        var users = call.State.Users;
        CheckNotForgotten(users, source);
        CheckNotForgotten(users, destination);

        var merged = users.Find(source) ?? throw UserFaults.Refuse(UserFault.NotFound, source);
        if (users.Find(destination) is not { } kept)
            users.Rename(merged, destination);
        else if (kept == merged)
            throw Refusal.BadParams("The source and the destination are the same user");
        else
            UserMerge.Merge(call.State, merged, kept, (call.Body["arrayMerge"] as JArray ?? []).OfType<JObject>());
        return call.Success();
    }

    private static void CheckNotForgotten(UserTable users, UserIdentity identity)
    {
        if (users.Forgotten.Contains(identity))
            throw UserFaults.Refuse(UserFault.Forgotten, identity);
    }

    // A token can name its user by address or by userId; both of a known user are covered.
    private static Answer InvalidateTokens(ApiCall call)
    {
        var issuedBefore = (DateTimeOffset?)call.Body["issuedBefore"] ?? call.State.Now;
        call.State.InvalidatedTokens.Add(call.Identity, issuedBefore);
        if (call.State.Users.Find(call.Identity) is { } user)
            call.State.InvalidatedTokens.Add(new UserIdentity(user.Email, user.UserId), issuedBefore);
        return call.Success();
    }
}
