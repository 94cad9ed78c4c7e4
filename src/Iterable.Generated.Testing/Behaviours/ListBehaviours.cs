using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Lists and their members.</summary>
internal static class ListBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("listLists", call => call.Json(new JObject { ["lists"] = new JArray(call.State.Lists.Values.Select(Details)) }));
        table.On("createList", Create);
        table.On("subscribeToList", Subscribe);
        table.On("unsubscribeFromList", Unsubscribe);
        table.On("getListUsers", Members);
        table.On("getListSize", call => new TextAnswer(200, "text/plain", Find(call, Id(call)).Members.Count.ToString(CultureInfo.InvariantCulture)));
    }

    private static Answer Create(ApiCall call)
    {
        var list = new ListRecord(call.State.NextId(), (string)call.Body["name"]!, (string?)call.Body["description"], call.State.Now);
        call.State.Lists.Add(list.Id, list);
        return call.Json(new JObject { ["listId"] = list.Id });
    }

    private static Answer Subscribe(ApiCall call)
    {
        var list = Find(call);
        var subscribers = call.Body["subscribers"]!.OfType<JObject>().ToArray();
        call.State.Fields.CheckTypes(subscribers.Select(item => (FieldCatalog.User, item["dataFields"] as JObject ?? [])));

        var result = new BulkResult();
        var existingOnly = (bool?)call.Body["updateExistingUsersOnly"] ?? false;
        foreach (var subscriber in subscribers)
        {
            var identity = UserIdentity.Read(subscriber);
            var fault = UserWriter.Check(call.State, identity, subscriber)
                ?? (existingOnly && call.State.Users.Find(identity) is null ? UserFault.NotFound : null);
            if (fault is { } reason)
            {
                result.Fail(reason, identity);
                continue;
            }

            list.Members.Add(UserWriter.Write(call.State, identity, subscriber, call.State.Settings.CreateNewFields, result.Fields));
            result.Succeed();
        }

        return call.Json(result.ToJson());
    }

    private static Answer Unsubscribe(ApiCall call)
    {
        var list = Find(call);
        var result = new BulkResult();
        foreach (var subscriber in call.Body["subscribers"]!.OfType<JObject>())
        {
            var identity = UserIdentity.Read(subscriber);
            if (call.State.Users.Find(identity) is not { } user)
            {
                result.Fail(UserFault.NotFound, identity);
                continue;
            }

            list.Members.Remove(user);
            result.Succeed();
        }

        return call.Json(result.ToJson());
    }

    private static Answer Members(ApiCall call)
    {
        var prefersUserId = call.Parameters.Flag("preferUserId") ?? false;
        var names = Find(call, Id(call)).Members.Select(member => prefersUserId ? member.UserId ?? member.Email : member.Email ?? member.UserId).ToArray();
        return new StreamAnswer("text/plain", names.Select(name => name + "\n"));
    }

    private static long Id(ApiCall call) => long.Parse(call.Parameters.Text("listId")!, CultureInfo.InvariantCulture);

    private static ListRecord Find(ApiCall call) => Find(call, (long)call.Body["listId"]!);

    // The code is what the service sends: it says Success although the status is 400.
    private static ListRecord Find(ApiCall call, long id)
    {
        return call.State.Lists.TryGetValue(id, out var list)
            ? list
            : throw Refusal.Of(
                400,
                "Success",
                $"error.lists.invalidListId({id})",
                new JObject { ["projectId"] = call.State.ProjectId, ["listId"] = id });
    }

    private static JObject Details(ListRecord list) => new()
    {
        ["id"] = list.Id,
        ["name"] = list.Name,
        ["description"] = list.Description ?? "",
        ["createdAt"] = list.CreatedAt,
        ["listType"] = "Standard",
        ["isGlobalSuppressionEnabled"] = false,
    };
}
