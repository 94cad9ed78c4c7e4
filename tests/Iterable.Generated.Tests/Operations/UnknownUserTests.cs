using Iterable.Generated.Tests.Wire;

namespace Iterable.Generated.Tests.Operations;

/// <summary>A user the service does not know, in every form it has been recorded to say so.</summary>
public class UnknownUserTests
{
    private static readonly (int Status, string Body)[] Refusals =
    [
        (400, """{"msg":"No user exists with userId 12345","code":"UnknownUserIdError","params":null}"""),
        (400, """{"msg":"Unknown","code":"UnknownEmailError"}"""),
        (400, "No user with that id exists!"),
        (400, """{"msg":"No users with userId 42 exist","code":"BadParams"}"""),
        (400, """{"msg":"No user exists with email ada@example.com","code":"GenericError"}"""),
        (400, "User not found for userId: 7 or email: ada@example.com"),
        (400, """{"msg":"x","code":"error.users.noUserWithIdExists"}"""),
        (404, """{"msg":"error.users.noUserWithIdExists(7)","code":"NotFound"}"""),
    ];

    private static readonly (string Id, Func<IterableClient, Task<object>> Call)[] LookUps =
    [
        ("getUserByEmail", async client => await client.Users.GetUserByEmailAsync("a@example.com")),
        ("getUserByUserId", async client => await client.Users.GetUserByUserIdAsync("7")),
        ("findUserByEmail", async client => await client.Users.FindUserByEmailAsync("a@example.com")),
        ("findUserByUserId", async client => await client.Users.FindUserByUserIdAsync("7")),
        ("getSentMessages", async client => await client.Users.GetSentMessagesAsync(email: "a@example.com")),
        ("getEventsByEmail", async client => await client.Events.GetEventsByEmailAsync("a@example.com")),
        ("getEventsByUserId", async client => await client.Events.GetEventsByUserIdAsync("7")),
        ("getInAppMessages", async client => await client.InApp.GetInAppMessagesAsync(count: 1, email: "a@example.com")),
        ("getWebInAppMessages", async client => await client.InApp.GetWebInAppMessagesAsync(count: 1, email: "a@example.com")),
        ("getPriorityInAppMessage", async client => await client.InApp.GetPriorityInAppMessageAsync(email: "a@example.com")),
        ("getEmbeddedMessages", async client => await client.EmbeddedMessaging.GetEmbeddedMessagesAsync(email: "a@example.com")),
    ];

    private static IEnumerable<TestCaseData> Calls() =>
        from call in LookUps
        from refusal in Refusals
        select new TestCaseData(call.Call, refusal.Status, refusal.Body).SetArgDisplayNames(call.Id, $"{refusal.Status} {refusal.Body}");

    [TestCaseSource(nameof(Calls))]
    public async Task Looking_one_up_gives_the_same_whether_the_service_refuses_or_answers_nothing(object call, int status, string body)
    {
        var lookUp = (Func<IterableClient, Task<object>>)call;
        using var refusing = new Scene().Answers(status, body);
        using var empty = new Scene().Answers(200, "{}");

        var answer = await lookUp(refusing.Client);

        Assert.That(JsonConvert.SerializeObject(answer), Is.EqualTo(JsonConvert.SerializeObject(await lookUp(empty.Client))));
        Assert.That(refusing.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_profile_that_is_not_there_is_null()
    {
        using var scene = new Scene().Answers(400, Refusals[0].Body);

        Assert.That((await scene.Client.Users.GetUserByEmailAsync("ada@example.com")).User, Is.Null);
    }

    [Test]
    public async Task A_history_that_is_not_there_has_no_pages_to_read()
    {
        using var scene = new Scene().Answers(400, Refusals[2].Body);

        await foreach (var each in scene.Client.Events.EnumerateEventsByEmailAsync("ada@example.com"))
            Assert.Fail($"There is {each}.");

        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_export_of_the_events_of_nobody_has_none()
    {
        using var scene = new Scene().Answers(400, Refusals[1].Body);

        using var export = await scene.Client.Export.ExportUserEventsAsync(email: "ada@example.com");

        Assert.That(await export.Content.ReadAsync(new byte[1], 0, 1), Is.Zero);
    }

    [Test]
    public async Task Other_refusals_of_a_look_up_stay_errors()
    {
        using var scene = new Scene().Answers(400, """{"msg":"Invalid email: foo@","code":"InvalidEmailAddressError"}""");

        var error = await scene.Client.Users.GetUserByEmailAsync("foo@").FailureAsync<IterableBadRequestException>();

        Assert.That(error, Is.Not.InstanceOf<IterableUnknownUserException>());
    }

    [Test]
    public async Task Where_nobody_is_looked_up_it_is_an_error_of_its_own([Range(0, 7)] int refusal)
    {
        using var scene = new Scene().Answers(Refusals[refusal].Status, Refusals[refusal].Body);

        var error = await scene.Client.Users.DeleteUserByUserIdAsync("42").FailureAsync<IterableUnknownUserException>();

        Assert.That((int)error.StatusCode!, Is.EqualTo(Refusals[refusal].Status));
        Assert.That(error.Message, Does.Not.Contain("42 exist").And.Not.Contain("ada@"));
    }

    [Test]
    public void Every_operation_that_reads_what_belongs_to_a_user_is_such_a_look_up()
    {
        var reads = SpecDocument.Operations.Where(operation =>
            operation.Method == "GET" && operation.TextMediaType is null && operation.Parameters.Any(parameter => parameter.Name is "email" or "userId"));

        Assert.That(IterableOperations.All.Where(operation => operation.EmptyForUnknownUser).Select(operation => operation.Id), Is.EquivalentTo(reads.Select(read => read.Id)));
        Assert.That(LookUps.Select(call => call.Id).Append("exportUserEvents"), Is.EquivalentTo(reads.Select(read => read.Id)));
    }
}
