using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Writes data fields to users, the way updates, bulk updates, subscriptions and purchases do alike.</summary>
internal static class UserWriter
{
    /// <summary>Creates the user or finds it, and puts the fields on its profile.</summary>
    public static UserRecord Write(ProjectState state, UserIdentity identity, JObject source, bool createNewFields, FieldReport report)
    {
        var user = state.Users.GetOrAdd(identity, state.Now);
        var fields = state.Fields.Admit(FieldCatalog.User, source["dataFields"] as JObject ?? [], createNewFields, report);
        if (NewEmail(state, identity, source) is { } email)
            state.Users.Rename(user, new UserIdentity(email, null));
        if (state.Settings.Identity != IterableTestIdentity.Email)
            fields.Remove("email");
        var merges = (bool?)source["mergeNestedObjects"] ?? false;
        foreach (var (name, value) in fields)
        {
            if (merges && value is JObject addition && user.DataFields[name] is JObject existing)
                existing.Merge(addition, new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
            else
                user.DataFields[name] = value!.DeepClone();
        }

        user.Updated = state.Now;
        return user;
    }

    /// <summary>Whether a record may write its user, and if not, why.</summary>
    public static UserFault? Check(ProjectState state, UserIdentity identity, JObject source) =>
        state.Users.Check(identity, state.Settings.Identity, (bool?)source["preferUserId"] ?? false);

    /// <summary>Whether a record may write the profile of its user, and if not, why, and because of whom.</summary>
    public static (UserFault Fault, UserIdentity Identity)? CheckProfile(ProjectState state, UserIdentity identity, JObject source)
    {
        if (Check(state, identity, source) is { } fault)
            return (fault, identity);
        if (NewEmail(state, identity, source) is not { } email)
            return null;

        var renamed = new UserIdentity(email, null);
        if (state.Users.Check(renamed, IterableTestIdentity.Hybrid, preferUserId: false) is { } problem)
            return (problem, renamed);

        return state.Users.Find(renamed) is { } owner && owner != state.Users.Find(identity) ? (UserFault.Conflict, renamed) : null;
    }

    /// <summary>The same for a record of a bulk call, which can meet faults that a test has ordered as well.</summary>
    public static (UserFault Fault, UserIdentity Identity)? CheckInBulk(ProjectState state, UserIdentity identity, JObject source)
    {
        if (CheckProfile(state, identity, source) is { } problem)
            return problem;
        if (state.RefusedData.Take(identity))
            return (UserFault.InvalidData, identity);
        return state.UnnamedFailures.Take(identity) ? (UserFault.Unnamed, identity) : null;
    }

    // The field of that name is the address itself, except where the address identifies users.
    private static string? NewEmail(ProjectState state, UserIdentity identity, JObject source) =>
        state.Settings.Identity != IterableTestIdentity.Email
        && source["dataFields"]?["email"] is { Type: JTokenType.String } email
        && !string.Equals((string?)email, identity.Email, StringComparison.OrdinalIgnoreCase)
            ? (string?)email
            : null;

    /// <summary>Whether a record may create fields: it says so itself, or the project does.</summary>
    public static bool MayCreateFields(ProjectState state, JObject source) =>
        (bool?)source["createNewFields"] ?? state.Settings.CreateNewFields;
}
