namespace Iterable.Generated.Tests.Calls;

/// <summary>What the service is known to refuse is refused before it is sent.</summary>
public class RefusedBeforeSendingTests
{
    [TestCaseSource(nameof(TooFarAhead))]
    public async Task A_time_beyond_what_the_service_takes(Func<IIterableClient, DateTimeOffset, Task> send, int days)
    {
        using var scene = new Scene();
        var now = scene.Time.GetUtcNow();

        var error = await send(scene.Client, now.AddDays(days).AddSeconds(1)).FailureAsync<ArgumentException>();
        await send(scene.Client, now.AddDays(days));

        Assert.That(error.Message, Does.Contain($"SendAt lies more than {days} days ahead"));
        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task More_items_of_a_catalog_than_a_call_takes()
    {
        using var scene = new Scene();
        var request = new BulkUpdateCatalogItemsRequest(Enumerable.Range(0, 1001).ToDictionary(i => $"b-{i}", _ => new JObject()), replaceUploadedFieldsOnly: false);

        var error = await scene.Client.Catalogs.BulkUpdateCatalogItemsAsync("books", request).FailureAsync<ArgumentException>();
        request.Documents.Remove("b-0");
        await scene.Client.Catalogs.BulkUpdateCatalogItemsAsync("books", request);

        Assert.That(error.Message, Does.Contain("BulkUpdateCatalogItemsRequest.Documents holds 1001 entries, and the service takes 1000"));
        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(TooManyButtons))]
    public async Task More_buttons_than_a_message_has(Func<IIterableClient, int, Task> send, int most)
    {
        using var scene = new Scene();

        var error = await send(scene.Client, most + 1).FailureAsync<ArgumentException>();
        await send(scene.Client, most);

        Assert.That(error.Message, Does.Contain($"Buttons holds {most + 1} entries, and the service takes {most}"));
        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_bulk_body_of_more_than_4_MB()
    {
        using var scene = new Scene();
        var text = new string('x', 1024 * 1024);
        var request = new BulkUpdateUsersRequest(Enumerable.Range(0, 4).Select(i => new UserUpdateRequest { UserId = $"u-{i}", DataFields = { ["note"] = text } }));

        var error = await scene.Client.Users.BulkUpdateUsersAsync(request).FailureAsync<ArgumentException>();

        Assert.That(error.Message, Does.Match("its body has 4194[0-9]{3} bytes, and the service takes 4194304"));
        Assert.That(error.Message, Does.Not.Contain("u-0"));
        Assert.That(scene.Sent, Is.Empty);
        Assert.That(IterableOperations.BulkUpdateUsers.MaxBodySize, Is.EqualTo(4 * 1024 * 1024));
    }

    private static IEnumerable<TestCaseData> TooManyButtons()
    {
        yield return Case("a push notification", 3, (client, count) => client.Templates.UpsertPushTemplateAsync(new PushTemplateUpsert("x") { Buttons = Many(count, new PushActionButton("b", "B", openApp: true)) }));
        yield return Case("an embedded message", 2, (client, count) => client.Templates.UpsertEmbeddedTemplateAsync(new EmbeddedTemplateUpsert("x") { Elements = new EmbeddedTemplateElements { Buttons = Many(count, new EmbeddedButton()) } }));

        static TestCaseData Case(string name, int most, Func<IIterableClient, int, Task> send) => new TestCaseData(send, most).SetArgDisplayNames(name);

        static List<T> Many<T>(int count, T button) => [.. Enumerable.Repeat(button, count)];
    }

    private static IEnumerable<TestCaseData> TooFarAhead()
    {
        yield return Case("an e-mail", 365, (client, at) => client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(1) { SendAt = at }));
        yield return Case("an SMS", 365, (client, at) => client.Sms.SendSmsAsync(new TargetSmsRequest(1) { SendAt = at }));
        yield return Case("an in-app message", 365, (client, at) => client.InApp.SendInAppMessageAsync(new TargetInAppRequest(1) { SendAt = at }));
        yield return Case("a new campaign", 21, (client, at) => client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("x", 1) { SendAt = at }));
        yield return Case("a campaign that is there", 7, (client, at) => client.Campaigns.ScheduleCampaignAsync(1, new ScheduleCampaignRequest(at)));

        static TestCaseData Case(string name, int days, Func<IIterableClient, DateTimeOffset, Task> send) => new TestCaseData(send, days).SetArgDisplayNames(name);
    }
}
