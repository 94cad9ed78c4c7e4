namespace Iterable.Generated.Testing.Tests;

public class JourneyTests : ServerTests
{
    [Test]
    public async Task Journeys_come_in_pages_of_ten_and_of_fifty_at_most()
    {
        for (var i = 0; i < 60; i++)
            Server.Journeys.Add(new { name = $"j{i:00}" });

        var first = await Client.Journeys.ListJourneysAsync();
        var all = await Client.Journeys.EnumerateJourneysAsync(sort: "-name").ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That((first.Journeys!.Count, first.TotalJourneysCount), Is.EqualTo((10, 60L)));
            Assert.That((all.Count, all[0].Name), Is.EqualTo((60, "j59")));
            Assert.That(Server.Requests.To(IterableOperations.ListJourneys), Has.Count.EqualTo(3), "fifty on a page");
        });
        await ErrorAsync(await Http.GetAsync("journeys?pageSize=51"), HttpStatusCode.BadRequest, "BadParams");
    }

    [Test]
    public async Task A_user_is_sent_into_a_journey_alone_or_with_a_list()
    {
        var journey = Server.Journeys.Add(new { name = "Welcome" });
        var list = Server.Lists.Add("Readers", "ada@example.com", "bob@example.com");

        await Client.Workflows.TriggerWorkflowAsync(
            new TriggerWorkflowRequest(journey) { Email = "Ada@example.com", DataFields = new JObject { ["source"] = "friend" } });
        await Client.Workflows.TriggerWorkflowAsync(new TriggerWorkflowRequest(journey) { ListId = list });

        Server.JourneyEntries.AssertEntered(journey, "ada@example.com", new { source = "friend" });
        Assert.That(Server.JourneyEntries.Select(entry => (entry.Email, entry.ListId)), Is.EqualTo(new (string?, long?)[]
        {
            ("ada@example.com", null), ("ada@example.com", list), ("bob@example.com", list),
        }));
        var missed = Assert.Throws<IterableTestAssertionException>(() => Server.JourneyEntries.AssertEntered(journey + 1))!;
        Assert.That(missed.Message, Does.Contain($"journey {journey} bob@example.com"));
    }

    [TestCase("""{"workflowId":7,"email":"carl@example.com"}""", "UnknownEmailError")]
    [TestCase("""{"workflowId":7,"userId":"u-9"}""", "UnknownUserIdError")]
    [TestCase("""{"workflowId":7,"listId":99}""", "Success")]
    [TestCase("""{"workflowId":8,"email":"ada@example.com"}""", "BadParams")]
    public async Task Nobody_enters_a_journey_when_something_is_not_there(string body, string code)
    {
        Server.Journeys.Add(new { id = 7 });
        Server.Users.Add("ada@example.com");

        await ErrorAsync(await PostAsync("workflows/triggerWorkflow", body), HttpStatusCode.BadRequest, code);
        Assert.That(Server.JourneyEntries.Count, Is.Zero);
    }

    [Test]
    public async Task Archived_journeys_are_listed_apart()
    {
        var time = new DateTimeOffset(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);
        var journey = Server.Journeys.Add(new { name = "Welcome", triggerEventNames = new[] { "signedUp" }, draft = new { id = 9, name = "Next", createdAt = time } });
        var archived = Server.Journeys.Add(new { isArchived = true });

        var present = (await Client.Journeys.ListJourneysAsync()).Journeys!.Single();
        var past = (await Client.Journeys.ListJourneysAsync(states: [JourneyState.Archived])).Journeys!.Single();

        Assert.Multiple(() =>
        {
            Assert.That((present.Id, past.Id), Is.EqualTo(((long?)journey, (long?)archived)));
            Assert.That((present.JourneyType, present.TriggerEventNames!.Single()), Is.EqualTo(((JourneyType?)JourneyType.Published, "signedUp")));
            Assert.That((present.Draft!.Name, present.Draft.CreatedAt), Is.EqualTo(("Next", (DateTimeOffset?)time)));
        });
    }
}
