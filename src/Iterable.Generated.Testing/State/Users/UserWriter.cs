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

    /// <summary>Whether a record may create fields: it says so itself, or the project does.</summary>
    public static bool MayCreateFields(ProjectState state, JObject source) =>
        (bool?)source["createNewFields"] ?? state.Settings.CreateNewFields;
}
