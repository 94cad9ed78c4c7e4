using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Users: written alone and in bulk, read, deleted, and the fields they have.</summary>
internal static class UserBehaviours
{
    private static readonly string[] SubscriptionFields = ["emailListIds", "unsubscribedChannelIds", "unsubscribedMessageTypeIds"];

    public static void Register(BehaviourTable table)
    {
        table.On("updateUser", Update);
        table.On("bulkUpdateUsers", BulkUpdate);
        table.On("getUserByEmail", call => Get(call, UserIdentity.Read(call.Parameters)));
        table.On("getUserByUserId", call => Get(call, UserIdentity.Read(call.Parameters)));
        table.On("findUserByEmail", call => Get(call, UserIdentity.Read(call.Parameters)));
        table.On("findUserByUserId", call => Get(call, UserIdentity.Read(call.Parameters)));
        table.On("deleteUserByEmail", call => Delete(call, UserIdentity.Read(call.Parameters)));
        table.On("deleteUserByUserId", call => Delete(call, UserIdentity.Read(call.Parameters)));
        table.On("getUserFields", GetFields);
    }

    /// <summary>Writes the user a single call is about, or refuses the call.</summary>
    public static UserRecord WriteOne(ProjectState state, UserIdentity identity, JObject source)
    {
        if (UserWriter.CheckProfile(state, identity, source) is var (fault, who))
            throw UserFaults.Refuse(fault, who);

        var creates = UserWriter.MayCreateFields(state, source);
        state.Fields.CheckTypes([(FieldCatalog.User, source["dataFields"] as JObject ?? [], creates)]);
        return UserWriter.Write(state, identity, source, creates, new FieldReport());
    }

    private static Answer Update(ApiCall call)
    {
        WriteOne(call.State, call.Identity, call.Body);
        call.TookEffect(call.Body, call.Identity);
        return call.Success();
    }

    private static Answer BulkUpdate(ApiCall call)
    {
        BulkSize.Check(call);
        var users = call.Records("users");
        var creates = UserWriter.MayCreateFields(call.State, call.Body);
        call.State.Fields.CheckTypes(users.Select(user => (FieldCatalog.User, user.Record["dataFields"] as JObject ?? [], creates)));

        var result = new BulkResult(call.Operation);
        foreach (var (user, identity) in users)
            Write(call, user, identity, result);
        return call.Json(result.ToJson());
    }

    // The flag for new fields counts at the top of the request only.
    private static void Write(ApiCall call, JObject user, UserIdentity identity, BulkResult result)
    {
        if (UserWriter.CheckInBulk(call.State, identity, user) is var (fault, who))
        {
            // Bulk updates list no users that were not found.
            result.Fail(fault == UserFault.NotFound ? UserFault.Invalid : fault, identity, who);
            return;
        }

        if ((bool?)call.Body["updateOnly"] is true && call.State.Users.Find(identity) is null)
        {
            result.Pass(identity);
            return;
        }

        var fields = (JObject)user.DeepClone();
        var subscriptions = TakeSubscriptions(fields["dataFields"] as JObject ?? []);
        var written = UserWriter.Write(call.State, identity, fields, UserWriter.MayCreateFields(call.State, call.Body), result.Fields);
        new SubscriptionChange(subscriptions, isSilent: true).Apply(call.State, written);
        call.TookEffect(user, identity);
        result.Succeed();
    }

    // Among the fields of a bulk update these change the subscriptions.
    private static JObject TakeSubscriptions(JObject fields)
    {
        var subscriptions = new JObject();
        foreach (var name in SubscriptionFields)
        {
            if (fields[name] is JArray ids && ids.All(id => id.Type == JTokenType.Integer))
            {
                fields.Remove(name);
                subscriptions[name] = ids;
            }
        }

        return subscriptions;
    }

    private static Answer Get(ApiCall call, UserIdentity identity)
    {
        if (call.State.Users.Find(identity) is not { } user)
            return Unknown(call, identity);

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

    // The service has been seen to answer in both ways.
    private static Answer Unknown(ApiCall call, UserIdentity identity)
    {
        if (call.State.Settings.UnknownUsers == IterableTestUnknownUsers.EmptyAnswer)
            return call.Json([]);

        throw identity.Email is null ? Refusal.Text(400, "No user with that id exists!") : UserFaults.Refuse(UserFault.NotFound, identity);
    }

    private static Answer Delete(ApiCall call, UserIdentity identity)
    {
        if (identity.Email is not null && call.State.Settings.Identity == IterableTestIdentity.UserId)
            throw Refusal.BadParams("This project identifies users by userId");

        var user = call.State.Users.Find(identity)
            ?? throw Refusal.BadParams($"No users with {(identity.Email is null ? "userId" : "email")} {identity} exist");
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
