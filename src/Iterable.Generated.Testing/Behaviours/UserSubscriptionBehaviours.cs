using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The subscriptions of users as a whole: each member of a request takes the place of what a user has.</summary>
internal static class UserSubscriptionBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("updateSubscriptions", Update);
        table.On("bulkUpdateSubscriptions", BulkUpdate);
    }

    private static Answer Update(ApiCall call)
    {
        var identity = call.Identity;
        if (Find(call.State, identity, out var fault) is not { } user)
            throw UserFaults.Refuse(fault, identity);

        var change = new SubscriptionChange(call.Body);
        change.Check(call.State, user);
        change.Apply(call.State, user);
        call.TookEffect(call.Body, identity);
        return call.Success();
    }

    private static Answer BulkUpdate(ApiCall call)
    {
        BulkSize.Check(call);
        var changes = new List<(UserRecord User, SubscriptionChange Change, JObject Request, UserIdentity Identity)>();
        var failures = new[] { "invalidEmails", "invalidUserIds", "validEmailFailures", "validUserIdFailures" }.ToDictionary(name => name, _ => new JArray());
        foreach (var (request, identity) in call.Records("updateSubscriptionsRequests"))
        {
            if (Find(call.State, identity, out var fault) is { } user)
                changes.Add((user, new SubscriptionChange(request), request, identity));
            // The answer has no place for a conflict: it fails the call.
            else if (fault == UserFault.Conflict)
                throw UserFaults.Refuse(fault, identity);
            else
                failures[identity.Email is not null ? "invalidEmails" : "invalidUserIds"].Add(identity.ToString().ToLowerInvariant());
        }

        // What fails the call is found before a failure that a test has ordered is used up.
        foreach (var (user, change, _, _) in changes)
            change.Check(call.State, user);
        foreach (var (user, change, request, identity) in changes)
        {
            if (call.State.SubscriptionFailures.Take(identity))
            {
                failures[identity.Email is not null ? "validEmailFailures" : "validUserIdFailures"].Add(identity.ToString().ToLowerInvariant());
                continue;
            }

            change.Apply(call.State, user);
            call.TookEffect(request, identity);
        }

        var answer = new JObject { ["successCount"] = call.Effects.Count, ["failCount"] = failures.Values.Sum(values => values.Count) };
        foreach (var (name, values) in failures)
            answer[name] = values;
        return call.Json(answer);
    }

    private static UserRecord? Find(ProjectState state, UserIdentity identity, out UserFault fault)
    {
        var found = state.Users.Check(identity, state.Settings.Identity, preferUserId: false);
        fault = found ?? UserFault.NotFound;
        return found is null ? state.Users.Find(identity) : null;
    }
}
