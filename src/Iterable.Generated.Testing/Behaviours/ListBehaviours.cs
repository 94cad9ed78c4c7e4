using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Lists and their members.</summary>
internal static class ListBehaviours
{
    private const long PreviewSize = 1000;

    public static void Register(BehaviourTable table)
    {
        table.On("listLists", call => call.Json(new JObject { ["lists"] = new JArray(call.State.Lists.Values.Reverse().Select(Details)) }));
        table.On("createList", Create);
        table.On("deleteList", Delete);
        table.On("subscribeToList", Subscribe);
        table.On("unsubscribeFromList", Unsubscribe);
        table.On("getListUsers", call => Names(call, Find(call.State, Id(call)).Members));
        table.On("previewListUsers", Preview);
        table.On("getListSize", call => new TextAnswer(200, "text/plain", Find(call.State, Id(call)).Members.Count.ToString(CultureInfo.InvariantCulture)));
    }

    // The code is what the service sends: it says Success although the status is 400.
    public static ListRecord Find(ProjectState state, long id) => state.Lists.TryGetValue(id, out var list)
        ? list
        : throw Refusal.Of(
            400,
            "Success",
            $"error.lists.invalidListId({id})",
            new JObject { ["projectId"] = state.ProjectId, ["listId"] = id });

    private static Answer Create(ApiCall call)
    {
        var list = new ListRecord(call.State.NextId(), (string)call.Body["name"]!, (string?)call.Body["description"], call.State.Now);
        call.State.Lists.Add(list.Id, list);
        return call.Json(new JObject { ["listId"] = list.Id });
    }

    private static Answer Subscribe(ApiCall call)
    {
        BulkSize.Check(call);
        var list = Find(call);
        var subscribers = call.Records("subscribers");
        var creates = call.State.Settings.CreateNewFields;
        call.State.Fields.CheckTypes(subscribers.Select(item => (FieldCatalog.User, item.Record["dataFields"] as JObject ?? [], creates)));

        var result = new BulkResult(call.Operation);
        // Where the address identifies users, the service does not heed it.
        var existingOnly = call.State.Settings.Identity != IterableTestIdentity.Email && ((bool?)call.Body["updateExistingUsersOnly"] ?? false);
        foreach (var (subscriber, identity) in subscribers)
        {
            var problem = UserWriter.CheckInBulk(call.State, identity, subscriber)
                ?? (existingOnly && call.State.Users.Find(identity) is null ? (UserFault.NotFound, identity) : null);
            if (problem is var (fault, who))
            {
                result.Fail(fault, identity, who);
                continue;
            }

            var user = UserWriter.Write(call.State, identity, subscriber, creates, result.Fields);
            if (list.Members.Add(user))
                WebhookNews.Subscribed(call.State, user, SubscriptionGroup.EmailList, list.Id);
            call.TookEffect(subscriber, identity);
            result.Succeed();
        }

        return call.Json(result.ToJson());
    }

    private static Answer Unsubscribe(ApiCall call)
    {
        BulkSize.Check(call);
        var list = Find(call);
        var channel = (bool?)call.Body["channelUnsubscribe"] == true ? ChannelOfLists(call.State) : null;
        var result = new BulkResult(call.Operation);
        foreach (var (subscriber, identity) in call.Records("subscribers"))
        {
            if (call.State.Users.Find(identity) is not { } user)
            {
                result.Fail(identity.IsWellFormed ? UserFault.NotFound : UserFault.Invalid, identity);
                continue;
            }

            if (list.Members.Remove(user))
                WebhookNews.Unsubscribed(call.State, user, SubscriptionGroup.EmailList, list.Id);
            if (channel is { } id && SubscriptionRules.IsSubscribed(call.State, user, SubscriptionGroup.MessageChannel, id))
                SubscriptionRules.Unsubscribe(call.State, user, SubscriptionGroup.MessageChannel, id);
            call.TookEffect(subscriber, identity);
            result.Succeed();
        }

        return call.Json(result.ToJson());
    }

    // The API does not tell which channel a list belongs to.
    private static long? ChannelOfLists(ProjectState state) =>
        (long?)state.Channels.All.FirstOrDefault(channel => (string?)channel["channelType"] == "Marketing" && (string?)channel["messageMedium"] == "Email")?["id"];

    private static Answer Delete(ApiCall call)
    {
        if (!call.State.Lists.TryGetValue(Id(call), out var list))
            throw Refusal.BadParams($"Unable to delete list {Id(call)} in Project {call.State.ProjectId}, which does not exist.");
        if (call.State.Campaigns.All.FirstOrDefault(campaign => (campaign["listIds"] as JArray)?.Any(id => (long)id == list.Id) ?? false) is { } user)
            throw Refusal.Of(409, "Conflict", $"List {list.Id} is in use by campaign {user["id"]}");

        call.State.Lists.Remove(list.Id);
        return call.Success();
    }

    // Another sample at each call, and the same ones in each run of a test.
    private static Answer Preview(ApiCall call)
    {
        var members = Find(call.State, Id(call)).Members.ToArray();
        new Random((int)call.State.NextId()).Shuffle(members);
        return Names(call, members.Take((int)(call.Parameters.Integer("size") ?? PreviewSize)));
    }

    private static StreamAnswer Names(ApiCall call, IEnumerable<UserRecord> members)
    {
        var prefersUserId = call.State.Settings.Identity != IterableTestIdentity.Email && (call.Parameters.Flag("preferUserId") ?? false);
        var names = members.Select(member => prefersUserId ? member.UserId ?? member.Email : member.Email ?? member.UserId).ToArray();
        return new StreamAnswer("text/plain", names.Select(name => name + "\n"));
    }

    private static long Id(ApiCall call) => long.Parse(call.Parameters.Text("listId")!, CultureInfo.InvariantCulture);

    private static ListRecord Find(ApiCall call) => Find(call.State, (long)call.Body["listId"]!);

    private static JObject Details(ListRecord list) => new()
    {
        ["id"] = list.Id,
        ["name"] = list.Name,
        ["description"] = list.Description ?? "",
        ["createdAt"] = list.CreatedAt,
        ["listType"] = "Standard",
    };
}
