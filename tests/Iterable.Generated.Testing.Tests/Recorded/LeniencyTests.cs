namespace Iterable.Generated.Testing.Tests.Recorded;

/// <summary>What the service takes and a strict reader of its document would refuse.</summary>
public class LeniencyTests : ServerTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

    [TestCase("2026-01-14")]
    [TestCase("2026-01-14 06:20:22")]
    [TestCase("2026-01-14T06:20:22.000Z")]
    public async Task Metrics_are_asked_for_by_day_or_by_time(string start)
    {
        Assert.That((await Http.GetAsync($"campaigns/metrics?campaignId=1&startDateTime={start}&endDateTime=2026-02-01")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Http.GetAsync($"experiments/metrics?experimentId=1&startDateTime={start}&endDateTime=2026-02-01")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("2026-14-01")]
    [TestCase("yesterday")]
    public async Task What_is_no_day_is_refused(string start) =>
        await ErrorAsync(await Http.GetAsync($"campaigns/metrics?campaignId=1&startDateTime={start}&endDateTime=2026-02-01"), HttpStatusCode.BadRequest, "BadParams");

    [TestCase(1768371622L)]
    [TestCase(1768371622000L)]
    public async Task Events_and_purchases_have_their_time_in_seconds_or_milliseconds(long createdAt)
    {
        await PostAsync("events/track", $$"""{"email":"ada@example.com","eventName":"signedUp","createdAt":{{createdAt}}}""");
        await PostAsync("events/trackBulk", $$"""{"events":[{"email":"ada@example.com","eventName":"signedUp","createdAt":{{createdAt}}}]}""");
        await PostAsync("commerce/trackPurchase", $$"""{"user":{"email":"ada@example.com"},"total":1,"items":[],"createdAt":{{createdAt}}}""");

        Assert.That(Server.Events.Select(item => item.CreatedAt), Is.EqualTo(new[] { Time, Time }));
        Assert.That(Server.Purchases.Single().CreatedAt, Is.EqualTo(Time));
    }

    [TestCase("2026-01-14 06:20:22", 0)]
    [TestCase("2026-01-14 06:20:22 +0000", 0)]
    [TestCase("2026-01-14 06:20:22 +00:00", 0)]
    [TestCase("2026-01-14 06:20:22 -0500", 5)]
    public async Task A_message_is_scheduled_with_or_without_an_offset(string sendAt, int hours)
    {
        Server.Clock.Stop();
        Server.Clock.Set(Time.AddDays(-1));
        Server.Users.Add("ada@example.com");

        await PostAsync("email/target", $$"""{"campaignId":{{Server.Campaigns.Add()}},"recipientEmail":"ada@example.com","sendAt":"{{sendAt}}"}""");

        Assert.That(Server.Messages.Single().SendAt, Is.EqualTo(Time.AddHours(hours)));
    }

    [TestCase("emailUnSubscribe")]
    [TestCase("emailUnsubscribe")]
    public async Task Unsubscriptions_are_exported_under_either_spelling(string dataType)
    {
        Server.Exports.Add("emailUnSubscribe", Time, new { email = "ada@example.com" });

        var rows = await Http.GetStringAsync($"export/data.json?dataTypeName={dataType}&range=All");
        var job = await PostAsync("export/start", $$"""{"dataTypeName":"{{dataType}}","outputFormat":"text/csv"}""");

        Assert.That(rows, Does.Contain("ada@example.com"));
        Assert.That(job.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_job_may_have_a_start_and_no_end()
    {
        var answer = await JsonAsync(await PostAsync("export/start", """{"dataTypeName":"emailOpen","outputFormat":"text/csv","startDateTime":"2026-01-14 00:00:00"}"""));

        Assert.That(Server.Exports.Jobs.Find((long)answer["jobId"]!)!.Start, Is.EqualTo(new DateTimeOffset(2026, 1, 14, 0, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task An_update_only_creates_nobody()
    {
        Server.Users.Add("ada@example.com", new { plan = "free" });
        var body = """{"updateOnly":true,"users":[{"email":"ada@example.com","dataFields":{"plan":"pro"}},{"email":"Bob@example.com"},{"userId":"u-9"}]}""";

        var answer = await JsonAsync(await PostAsync("users/bulkUpdate", body));

        Assert.Multiple(() =>
        {
            Assert.That(Server.Users.Select(user => user.Email), Is.EqualTo(new[] { "ada@example.com" }));
            Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
            Assert.That(((int)answer["failCount"]!, answer["noOpEmails"], answer["noOpUserIds"]), Is.EqualTo((0, new JArray("bob@example.com"), new JArray("u-9"))));
        });
    }

    [TestCase(IterableTestIdentity.Hybrid)]
    [TestCase(IterableTestIdentity.UserId)]
    public async Task The_field_email_changes_the_address_where_it_does_not_identify_alone(IterableTestIdentity identity)
    {
        Server.Project.Identity = identity;
        Server.Users.Add("ada@example.com", userId: "u-1");
        Server.Users.Add("bob@example.com", userId: "u-2");
        var body = """{"users":[{"userId":"u-1","dataFields":{"email":"countess@example.com"}},{"userId":"u-2","dataFields":{"email":"Ada@"}}]}""";

        var answer = await JsonAsync(await PostAsync("users/bulkUpdate", body));
        var taken = await PostAsync("users/update", """{"userId":"u-2","dataFields":{"email":"countess@example.com"}}""");

        Assert.Multiple(() =>
        {
            Assert.That(Server.Users.FindByUserId("u-1")!.Email, Is.EqualTo("countess@example.com"));
            Assert.That(Server.Users.Find("ada@example.com"), Is.Null);
            Assert.That(answer["failedUpdates"]!["invalidEmails"], Is.EqualTo(new JArray("ada@")));
            Assert.That(taken.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(Server.Users.FindByUserId("u-2")!.Email, Is.EqualTo("bob@example.com"));
        });
    }

    [Test]
    public async Task The_field_email_is_a_field_like_others_where_the_address_identifies()
    {
        Server.Project.Identity = IterableTestIdentity.Email;
        Server.Users.Add("ada@example.com");

        await PostAsync("users/update", """{"email":"ada@example.com","dataFields":{"email":"countess@example.com"}}""");

        Server.Users.AssertExists("ada@example.com", new { email = "countess@example.com" });
        Server.Users.AssertNotExists("countess@example.com");
    }
}
