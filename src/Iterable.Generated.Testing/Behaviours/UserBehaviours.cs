using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Users: written alone and in bulk, read, deleted, and the fields they have.</summary>
internal static class UserBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("updateUser", Update);
        table.On("bulkUpdateUsers", BulkUpdate);
        table.On("getUserByEmail", call => Get(call, new UserIdentity(call.Parameters.Text("email"), null)));
        table.On("getUserByUserId", call => Get(call, new UserIdentity(null, call.Parameters.Text("userId"))));
        table.On("findUserByEmail", call => Get(call, new UserIdentity(call.Parameters.Text("email"), null)));
        table.On("findUserByUserId", call => Get(call, new UserIdentity(null, call.Parameters.Text("userId"))));
        table.On("deleteUserByEmail", call => Delete(call, new UserIdentity(call.Parameters.Text("email"), null)));
        table.On("deleteUserByUserId", call => Delete(call, new UserIdentity(null, call.Parameters.Text("userId"))));
        table.On("getUserFields", GetFields);
    }

    /// <summary>Writes the user a single call is about, or refuses the call.</summary>
    public static UserRecord WriteOne(ProjectState state, UserIdentity identity, JObject source)
    {
        if (UserWriter.Check(state, identity, source) is { } fault)
            throw UserFaults.Refuse(fault, identity);

        state.Fields.CheckTypes([(FieldCatalog.User, source["dataFields"] as JObject ?? [])]);
        return UserWriter.Write(state, identity, source, UserWriter.MayCreateFields(state, source), new FieldReport());
    }

    private static Answer Update(ApiCall call)
    {
        WriteOne(call.State, call.Identity, call.Body);
        return call.Success();
    }

    private static Answer BulkUpdate(ApiCall call)
    {
        BulkSize.Check(call);
        var users = call.Body["users"]!.OfType<JObject>().ToArray();
        call.State.Fields.CheckTypes(users.Select(user => (FieldCatalog.User, user["dataFields"] as JObject ?? [])));

        var result = new BulkResult();
        foreach (var user in users)
            Write(call, user, result);
        return call.Json(result.ToJson());
    }

    // The flag for new fields counts at the top of the request only.
    private static void Write(ApiCall call, JObject user, BulkResult result)
    {
        var identity = UserIdentity.Read(user);
        if (UserWriter.Check(call.State, identity, user) is { } fault)
        {
            // Bulk updates list no users that were not found.
            result.Fail(fault == UserFault.NotFound ? UserFault.Invalid : fault, identity);
            return;
        }

        UserWriter.Write(call.State, identity, user, UserWriter.MayCreateFields(call.State, call.Body), result.Fields);
        result.Succeed();
    }

    private static Answer Get(ApiCall call, UserIdentity identity)
    {
        if (call.State.Users.Find(identity) is not { } user)
            return call.Json([]);

        var fields = (JObject)user.DataFields.DeepClone();
        fields["signupDate"] = WireTime.SqlOffset(user.SignedUp);
        fields["profileUpdatedAt"] = WireTime.SqlOffset(user.Updated);
        fields.SetIfAny("email", user.Email);
        fields["emailListIds"] = new JArray(call.State.Lists.Values.Where(list => list.Members.Contains(user)).Select(list => list.Id));
        fields["unsubscribedChannelIds"] = new JArray(user.Subscriptions.UnsubscribedChannels);
        fields["unsubscribedMessageTypeIds"] = new JArray(user.Subscriptions.UnsubscribedMessageTypes);
        fields["subscribedMessageTypeIds"] = new JArray(user.Subscriptions.SubscribedMessageTypes);
        var profile = new JObject();
        profile.SetIfAny("email", user.Email);
        profile.SetIfAny("userId", user.UserId);
        profile["dataFields"] = fields;
        return call.Json(new JObject { ["user"] = profile });
    }

    private static Answer Delete(ApiCall call, UserIdentity identity)
    {
        var user = call.State.Users.Find(identity) ?? throw Refusal.NotFound($"error.users.noUserWithIdExists({identity})");
        UserErasure.Delete(call.State, user);
        return call.Success();
    }

    private static Answer GetFields(ApiCall call)
    {
        var fields = new JObject { ["email"] = "string", ["userId"] = "string", ["signupDate"] = "date", ["profileUpdatedAt"] = "date" };
        foreach (var (name, type) in call.State.Fields.Of(FieldCatalog.User))
            fields[name] = type;
        return call.Json(new JObject { ["fields"] = fields });
    }
}
