using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Single subscriptions, which leave the others as they are, and double opt-ins.</summary>
internal static class SubscriptionBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("subscribeUserByEmail", call => ChangeOne(call, UserIdentity.Read(call.Parameters, "userEmail"), SubscriptionRules.Subscribe));
        table.On("unsubscribeUserByEmail", call => ChangeOne(call, UserIdentity.Read(call.Parameters, "userEmail"), SubscriptionRules.Unsubscribe));
        table.On("subscribeUserByUserId", call => ChangeOne(call, new UserIdentity(null, call.Parameters.Text("userId")), SubscriptionRules.Subscribe));
        table.On("unsubscribeUserByUserId", call => ChangeOne(call, new UserIdentity(null, call.Parameters.Text("userId")), SubscriptionRules.Unsubscribe));
        table.On("bulkUpdateSubscriptionGroup", ChangeMany);
        table.On("subscribeToDoubleOptIn", AskForDoubleOptIn);
    }

    private delegate void Change(ProjectState state, UserRecord user, SubscriptionGroup group, long id);

    private static Answer ChangeOne(ApiCall call, UserIdentity identity, Change change)
    {
        var (group, id) = Target(call);
        if (call.State.Users.Check(identity, call.State.Settings.Identity, preferUserId: false) is { } fault)
            throw UserFaults.Refuse(fault, identity);

        var user = call.State.Users.Find(identity) ?? throw UserFaults.Refuse(UserFault.NotFound, identity);
        change(call.State, user, group, id);
        return call.Accepted();
    }

    // Which users failed is not told: those that are not there are passed over.
    private static Answer ChangeMany(ApiCall call)
    {
        var (group, id) = Target(call);
        Change change = call.Parameters.Text("action") == SubscriptionAction.Subscribe.Value ? SubscriptionRules.Subscribe : SubscriptionRules.Unsubscribe;
        var identities = Texts(call.Body["users"]).Select(email => new UserIdentity(email, null))
            .Concat(Texts(call.Body["usersByUserId"]).Select(userId => new UserIdentity(null, userId)));
        foreach (var user in identities.Select(call.State.Users.Find).OfType<UserRecord>())
            change(call.State, user, group, id);
        return call.Accepted();
    }

    private static Answer AskForDoubleOptIn(ApiCall call)
    {
        var identity = call.Identity;
        if (call.State.Users.Find(identity) is not { } user)
            return TextAnswer.Plain(400, $"User not found for userId: {identity.UserId} or email: {identity.Email}");

        var ids = call.Body["messageTypeIds"]!.Select(id => (long)id).ToArray();
        if (ids.Where(id => call.State.MessageTypes.Find(id) is null).ToArray() is [var unknown, ..])
            return TextAnswer.Plain(400, $"Invalid message type id: {unknown}");
        if ((string?)call.Body["phoneNumber"] is { } phoneNumber)
            user.DataFields["phoneNumber"] = phoneNumber;
        if (ids.All(user.Subscriptions.SubscribedMessageTypes.Contains))
            return new NoContentAnswer();

        call.State.DoubleOptIns.Add(new IterableTestDoubleOptIn(user, call.Body, call.State.Now));
        return TextAnswer.Plain(202, "Request for double opt-in subscription accepted");
    }

    private static (SubscriptionGroup Group, long Id) Target(ApiCall call)
    {
        SubscriptionGroup group = call.Parameters.Text("subscriptionGroup")!;
        var id = call.Parameters.Integer("subscriptionGroupId")!.Value;
        SubscriptionRules.CheckExists(call.State, group, id);
        return (group, id);
    }

    private static IEnumerable<string> Texts(JToken? json) => (json as JArray ?? []).Select(item => (string)item!);
}
