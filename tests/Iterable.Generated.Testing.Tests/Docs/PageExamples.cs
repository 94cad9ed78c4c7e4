namespace Iterable.Generated.Testing.Tests;

/// <summary>The examples of docs/testing.md, letter by letter between the marks, so that they compile and run.</summary>
internal static class PageExamples
{
    public static async Task First()
    {
        // Page: first
        await using var iterable = await IterableTestServer.StartAsync();
        using var client = iterable.CreateClient();

        await new SignUp(client).CompleteAsync("ada@example.com");

        iterable.Users.AssertExists("ada@example.com", new { plan = "free" });
        iterable.Events.AssertTracked("signedUp", email: "ada@example.com", times: 1);
        // Page: end
    }

    public static async Task Seed(IterableTestServer iterable)
    {
        // Page: seed
        iterable.Users.Add("ada@example.com", new { plan = "pro" }, userId: "u-1");
        iterable.Events.Add("signedUp", "ada@example.com", createdAt: DateTimeOffset.UtcNow.AddDays(-1));
        var listId = iterable.Lists.Add("Readers", "ada@example.com");
        var templateId = iterable.Templates.Add(new { name = "Receipt", messageMedium = "Email" });
        var campaignId = iterable.Campaigns.Add(new { name = "Receipt", templateId });
        iterable.Journeys.Add(new { name = "Welcome", triggerEventNames = new[] { "signedUp" } });
        iterable.Experiments.Add(new { name = "Subject", campaignId, variants = new[] { new { name = "Short", content = new { subject = "Hi" } } } });
        var webhookId = iterable.Webhooks.Add(new { endpoint = "https://example.com/hook" });
        iterable.Catalogs.AddItem("books", "b-1", new { title = "Notes", price = 12.5 });
        iterable.Metadata.Set("cities", "paris", new { country = "France" });
        iterable.Snippets.Add("footer", "<p>{{company}}</p>", "company");
        iterable.InAppMessages.Add("ada@example.com", new { content = new { html = "<p>Hello</p>" } });
        iterable.EmbeddedMessages.Add("ada@example.com", placementId: 10, new { elements = new { title = "Hello" } });
        iterable.CampaignMetrics.Add(campaignId, new Dictionary<string, object> { ["Total Email Opens"] = 3 });
        iterable.Exports.Add("emailOpen", DateTimeOffset.UtcNow, new { email = "ada@example.com", campaignId });
        // Page: end
        iterable.Lists.AssertMember(listId, "ada@example.com");
        using var client = iterable.CreateClient();
        await client.Templates.GetEmailTemplateAsync(templateId);
        await client.Webhooks.UpdateWebhookAsync(new UpdateWebhookRequest(webhookId) { Enabled = false });
    }

    /// <summary>Compiled and not run: nobody listens there. tests/Iterable.Generated.Webhooks.Tests has an endpoint.</summary>
    public static async Task Webhooks(IterableTestServer iterable, long campaignId)
    {
        // Page: webhooks
        iterable.Webhooks.Add(new { endpoint = "https://localhost:5443/hooks/iterable", authType = "Basic", authToken = "a-secret" });
        await iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailBounce, "ada@example.com", new { recipientState = "HardBounce" });
        iterable.Messages.Bounce(iterable.Messages.AssertSent(campaignId), new { recipientState = "HardBounce" });
        await iterable.Webhooks.WaitUntilDeliveredAsync();
        // Page: end
    }

    public static async Task Projects(IterableTestServer iterable)
    {
        // Page: projects
        var european = iterable.Europe.AddProject("EU");
        using var client = european.CreateClient();
        var options = european.CreateClientOptions(IterableKeyType.Mobile);
        var jwtKey = european.CreateApiKey(IterableKeyType.Mobile, requiresJwt: true);
        // Page: end
        await client.Lists.ListListsAsync();
        Assert.That((options.ApiKey, jwtKey.JwtSecret), Is.Not.EqualTo((jwtKey.Value, (string?)null)));
    }

    /// <summary>Compiled and not run: the ports may be taken on the machine of a test.</summary>
    public static async Task Outside()
    {
        // Page: outside
        await using var iterable = await IterableTestServer.StartAsync(new()
        {
            Port = 8080,
            ExportFilesPort = 8081,
            ApiKey = "0123456789abcdef0123456789abcdef",
            SharesAddress = true,
            UseHttps = true,
        });
        iterable.Project.CreateApiKey(IterableKeyType.Web, value: "web-key", jwtSecret: "a secret");
        File.WriteAllText("iterable.pem", iterable.Certificate!.ExportCertificatePem());
        // Page: end
    }

    public static async Task Faults(IterableTestServer iterable)
    {
        iterable.Events.Clear();
        using var client = iterable.CreateClient().With(new IterableCallOptions { Retries = false });
        var request = new TrackEventRequest("signedUp") { Email = "ada@example.com" };
        // Page: faults
        iterable.Faults.For(IterableOperations.TrackEvent).Times(2).RespondError(HttpStatusCode.InternalServerError, "GenericError");
        iterable.Faults.For(IterableOperations.TrackEvent).RateLimited(retryAfter: TimeSpan.FromSeconds(2));
        iterable.Faults.For(IterableOperations.TrackEvent).LoseAnswer();
        iterable.Faults.For(IterableOperations.ExportDataJson).CutBody(afterBytes: 100);
        iterable.Faults.ForAnyRequest().When(call => call.Method == "GET").Delay(TimeSpan.FromSeconds(30));
        // Page: end
        for (var i = 0; i < 4; i++)
            await Assert.CatchAsync<IterableException>(() => client.Events.TrackEventAsync(request));
        iterable.Events.AssertTracked("signedUp", times: 1);
        iterable.Faults.Clear();
    }

    public static async Task Jobs(IterableTestServer iterable)
    {
        iterable.Exports.AddGenerated("emailClick", 100, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow);
        // Page: jobs
        var jobs = iterable.Exports.Jobs;
        jobs.MaxFileSize = 2_000;
        jobs.FilesPerStep = 3;
        jobs.RestartNext(afterFiles: 2);
        iterable.Faults.ForExportFiles().RespondExpiredLink();
        iterable.Faults.ForExportFiles().CutBody(afterBytes: 100);
        // Page: end
        using var client = iterable.CreateClient();
        using var job = client.Export.ResumeJob(new ExportJobCheckpoint(jobs.Add("emailClick"), ExportFormat.Ndjson), new ExportJobOptions { TimeProvider = new Impatient(), IdleTimeout = Timeout.InfiniteTimeSpan });
        var records = 0;
        await foreach (var _ in job.ReadAsync<JObject>())
            records++;

        Assert.That((records, iterable.Faults.Pending), Is.EqualTo((100, 0)));
        Assert.That(iterable.Requests.ToExportFiles().Select(request => request.ApiKey), Is.All.Null);
    }

    public static async Task Journal(IterableTestServer iterable)
    {
        using var client = iterable.CreateClient();
        await client.Events.TrackEventAsync(new TrackEventRequest("signedUp") { Email = "ada@example.com" });
        // Page: journal
        iterable.Requests.AssertReceived(IterableOperations.TrackEvent, times: 1);
        var sent = iterable.Requests.To(IterableOperations.TrackEvent)[0].Json();
        // Page: end
        Assert.That((string?)sent["eventName"], Is.EqualTo("signedUp"));
    }

    public static async Task Effects(IterableTestServer iterable)
    {
        using var client = iterable.CreateClient();
        // Page: effects
        iterable.Users.Forget("gone@example.com");
        iterable.Users.RefuseDataInBulk("poison@example.com");
        iterable.Users.FailUnnamedInBulk("riddle@example.com");
        iterable.Faults.For(IterableOperations.BulkUpdateUsers).After(1).LoseAnswer();

        await new Sync(client).RunAsync();

        iterable.Effects.AssertTookEffect(IterableOperations.BulkUpdateUsers, "ada@example.com", times: 1);
        iterable.Effects.AssertNoEffect(IterableOperations.BulkUpdateUsers, "gone@example.com");
        // Page: end
        iterable.Faults.Clear();
    }

    public static async Task Time(IterableTestServer iterable)
    {
        // Page: time
        iterable.Clock.Stop();
        iterable.Clock.Set(new DateTimeOffset(2026, 1, 14, 12, 0, 0, TimeSpan.Zero));
        iterable.Clock.Advance(TimeSpan.FromHours(1));
        // Page: end
        using var client = iterable.CreateClient();
        await client.Events.TrackEventAsync(new TrackEventRequest("later") { Email = "ada@example.com" });
        Assert.That(iterable.Events.AssertTracked("later").CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 14, 13, 0, 0, TimeSpan.Zero)));
    }

    /// <summary>Stands for the code that a reader of the page tests.</summary>
    private sealed class Sync(IIterableClient iterable)
    {
        public async Task RunAsync()
        {
            var users = new[] { "ada", "gone", "poison", "riddle" }.Select(name => new UserUpdateRequest { Email = name + "@example.com" });
            var answer = await iterable.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest(users));
            Assert.That((answer.SuccessCount, answer.FailCount), Is.EqualTo((1L, 3L)));
        }
    }

    /// <summary>Stands for the code that a reader of the page tests.</summary>
    private sealed class SignUp(IIterableClient iterable)
    {
        public async Task CompleteAsync(string email)
        {
            await iterable.Users.UpdateUserAsync(new UserUpdateRequest { Email = email, DataFields = new JObject { ["plan"] = "free" } });
            await iterable.Events.TrackEventAsync(new TrackEventRequest("signedUp") { Email = email });
        }
    }
}
