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
        var changes = new List<(UserRecord User, SubscriptionChange Change, JObject Request)>();
        var failures = new[] { "invalidEmails", "invalidUserIds", "validEmailFailures", "validUserIdFailures" }.ToDictionary(name => name, _ => new JArray());
        foreach (var request in call.Body["updateSubscriptionsRequests"]!.OfType<JObject>())
        {
            var identity = UserIdentity.OfRecord(request);
            var isEmail = identity.Email is not null;
            if (Find(call.State, identity, out var fault) is not { } user)
            {
                // The answer has no place for a conflict: it fails the call.
                if (fault == UserFault.Conflict)
                    throw UserFaults.Refuse(fault, identity);
                failures[isEmail ? "invalidEmails" : "invalidUserIds"].Add(identity.ToString().ToLowerInvariant());
            }
            else if (call.State.SubscriptionFailures.Take(identity))
            {
                failures[isEmail ? "validEmailFailures" : "validUserIdFailures"].Add(identity.ToString().ToLowerInvariant());
            }
            else
            {
                changes.Add((user, new SubscriptionChange(request), request));
            }
        }

        foreach (var (user, change, _) in changes)
            change.Check(call.State, user);
        foreach (var (user, change, request) in changes)
        {
            change.Apply(call.State, user);
            call.TookEffect(request, UserIdentity.OfRecord(request));
        }

        var answer = new JObject { ["successCount"] = changes.Count, ["failCount"] = failures.Values.Sum(values => values.Count) };
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
