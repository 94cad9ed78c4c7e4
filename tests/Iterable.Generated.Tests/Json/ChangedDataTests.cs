namespace Iterable.Generated.Tests.Json;

/// <summary>Free-form data that somebody else changes while it is written.</summary>
public class ChangedDataTests
{
    private static readonly TestCaseData[] Changes =
    [
        Change("what is written goes", data => data.Remove("b")),
        Change("what was written goes", data => data.Remove("a")),
        Change("what comes goes", data => data.Remove("d")),
        Change("all goes", data => data.RemoveAll()),
        Change("more comes", data => data["e"] = 5),
        Change("what was written moves to the end", data =>
        {
            data.Remove("a");
            data["a"] = 1;
        }),
        Change("what was written moves to the place of another", data =>
        {
            data.Remove("a");
            data.Remove("d");
            data["a"] = 1;
        }),
    ];

    [TestCaseSource(nameof(Changes))]
    public async Task Nothing_is_sent_and_the_error_says_why(Action<JObject> change)
    {
        using var scene = new Scene();
        var data = Data(change);

        var error = await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com", DataFields = data }).FailureAsync<ArgumentException>();

        Assert.That(error.Message, Does.StartWith("updateUser (POST /users/update) cannot be sent: ").And.Contain("was changed while it was written"));
        Assert.That(scene.Sent, Is.Empty);
    }

    [Test]
    public async Task A_list_that_changes_is_refused_as_well()
    {
        using var scene = new Scene();
        var list = new JArray(1, 2);
        list.Add(new Changing(() => list.RemoveAt(0)));
        var many = new BulkUpdateUsersRequest([new() { Email = "ada@example.com" }]);
        many.Users.Add(new() { Email = "eve@example.com", DataFields = new JObject { ["x"] = new Changing(() => many.Users.Add(new())) } });

        var ofData = await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { DataFields = new JObject { ["list"] = list } }).FailureAsync<ArgumentException>();
        var ofUsers = await scene.Client.Users.BulkUpdateUsersAsync(many).FailureAsync<ArgumentException>();

        Assert.That(new[] { ofData.Message, ofUsers.Message }, Is.All.Contains("was changed while it was written"));
        Assert.That(scene.Sent, Is.Empty);
    }

    [Test]
    public async Task A_value_that_is_replaced_is_the_old_one_or_the_new_one()
    {
        using var scene = new Scene();

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { DataFields = Data(data => data["d"] = "new") });

        Assert.That(scene.Sent.Single().Body, Is.EqualTo("""{"dataFields":{"a":1,"b":"x","c":3,"d":"new"}}"""));
    }

    [Test]
    public async Task One_record_of_many_costs_the_others_nothing()
    {
        using var scene = new BulkScene();
        var changing = new UserUpdateRequest { Email = "eve@example.com", DataFields = Data(data => data.Remove("b")) };

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates().SendAsync([BulkScene.User(1, new { a = 1 }), changing, BulkScene.User(2, new { a = 2 })]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason.Value), Is.EqualTo(new[] { "", "unwritable", "" }));
        Assert.That(scene.Calls.Single()["users"]!.ToString(Formatting.None), Is.EqualTo("""[{"email":"user1@example.com","dataFields":{"a":1}},{"email":"user2@example.com","dataFields":{"a":2}}]"""));
    }

    private static TestCaseData Change(string name, Action<JObject> change) => new TestCaseData(change).SetArgDisplayNames(name);

    private static JObject Data(Action<JObject> change)
    {
        var data = new JObject { ["a"] = 1 };
        data["b"] = new Changing(() => change(data));
        data["c"] = 3;
        data["d"] = 4;
        return data;
    }

    /// <summary>A value in whose middle something else happens.</summary>
    private sealed class Changing(Action change) : JValue("x")
    {
        public override void WriteTo(JsonWriter writer, params JsonConverter[] converters)
        {
            change();
            base.WriteTo(writer, converters);
        }
    }
}
