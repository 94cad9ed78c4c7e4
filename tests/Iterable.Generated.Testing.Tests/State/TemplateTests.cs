namespace Iterable.Generated.Testing.Tests;

public class TemplateTests : ServerTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

    [Test]
    public async Task A_template_is_created_under_a_key_and_then_updated_by_it()
    {
        var created = await Client.Templates.UpsertPushTemplateAsync(new PushTemplateUpsert("welcome")
        {
            Name = "Welcome",
            Title = "Hello",
            Message = "Come in",
        });
        await Client.Templates.UpsertPushTemplateAsync(new PushTemplateUpsert("welcome")
        {
            Title = "Hi",
            InterruptionLevel = PushInterruptionLevel.TimeSensitive,
        });

        var id = (await Client.Templates.GetTemplatesByClientTemplateIdAsync("welcome")).Templates!.Single().TemplateId!.Value;
        var template = await Client.Templates.GetPushTemplateAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That(created.Msg, Does.EndWith($"IDs: {id}"));
            Assert.That((template.Name, template.Title, template.Message), Is.EqualTo(("Welcome", "Hi", "Come in")));
            Assert.That(template.InterruptionLevel, Is.EqualTo(PushInterruptionLevel.TimeSensitive));
        });
    }

    [Test]
    public async Task Every_template_that_has_the_key_is_updated()
    {
        long[] ids = [.. Enumerable.Range(0, 2).Select(_ => Server.Templates.Add(new { messageMedium = "SMS", clientTemplateId = "code", message = "old" }))];

        await Client.Templates.UpsertSmsTemplateAsync(new SmsTemplateUpsert("code") { Message = "new" });

        Assert.That(ids.Select(id => (string?)Server.Templates.Find(id)!["message"]), Is.All.EqualTo("new"));
    }

    [Test]
    public async Task Content_is_kept_for_each_locale()
    {
        await Client.Templates.UpsertEmailTemplateAsync(new EmailTemplateUpsert("welcome")
        {
            Name = "Welcome",
            Subject = "Hello",
            PreheaderText = "Come in",
        });
        await Client.Templates.UpsertEmailTemplateAsync(new EmailTemplateUpsert("welcome")
        {
            Name = "Welcome!",
            Locale = "fr-FR",
            Subject = "Bonjour",
        });

        var entry = (await Client.Templates.GetTemplatesByClientTemplateIdAsync("welcome")).Templates!.Single();
        var id = entry.TemplateId!.Value;
        var english = await Client.Templates.GetEmailTemplateAsync(id);
        var french = await Client.Templates.GetEmailTemplateAsync(id, "fr-FR");
        Assert.Multiple(() =>
        {
            Assert.That(entry.Locales, Is.EqualTo(new[] { "fr-FR" }));
            Assert.That((english.Name, english.Subject, english.Locale), Is.EqualTo(("Welcome!", "Hello", (string?)null)));
            Assert.That((french.Name, french.Subject, french.Locale, french.PreheaderText), Is.EqualTo(("Welcome!", "Bonjour", "fr-FR", (string?)null)));
        });
        await ErrorAsync(await Http.GetAsync($"templates/email/get?templateId={id}&locale=de-DE"), HttpStatusCode.NotFound, "NotFound");
    }

    [Test]
    public async Task A_template_that_was_read_is_changed_and_sent_back()
    {
        var push = Server.Templates.Add(new { messageMedium = "Push", title = "Hello", createdAt = Time, deeplink = new { ios = "app://home" } });
        var inApp = Server.Templates.Add(new { messageMedium = "InApp", html = "<p>Hello</p>", inAppDisplaySettings = new { top = new { percentage = 10 } } });
        var buttons = new[] { new { id = "b", title = "Go" } };
        var embedded = Server.Templates.Add(new { messageMedium = "Embedded", title = "Hello", elements = new { buttons } });

        var pushTemplate = await Client.Templates.GetPushTemplateAsync(push);
        pushTemplate.Title = "Hi";
        await Client.Templates.UpdatePushTemplateAsync(pushTemplate);
        var inAppTemplate = await Client.Templates.GetInAppTemplateAsync(inApp);
        inAppTemplate.InAppDisplaySettings!.Top!.Percentage = 20;
        await Client.Templates.UpdateInAppTemplateAsync(inAppTemplate);
        var embeddedTemplate = await Client.Templates.GetEmbeddedTemplateAsync(embedded);
        embeddedTemplate.Elements!.Buttons![0].Title = "Start";
        await Client.Templates.UpdateEmbeddedTemplateAsync(embeddedTemplate);

        Assert.Multiple(() =>
        {
            Assert.That((string?)Server.Templates.Find(push)!["title"], Is.EqualTo("Hi"));
            Assert.That((string?)Server.Templates.Find(push)!["deeplink"]!["ios"], Is.EqualTo("app://home"));
            Assert.That(pushTemplate.CreatedAt, Is.EqualTo(Time));
            Assert.That((decimal)Server.Templates.Find(inApp)!["inAppDisplaySettings"]!["top"]!["percentage"]!, Is.EqualTo(20));
            Assert.That((string?)Server.Templates.Find(embedded)!["elements"]!["buttons"]![0]!["title"], Is.EqualTo("Start"));
        });
    }

    [Test]
    public async Task Templates_are_listed_by_medium_type_and_time_sorted_and_paged()
    {
        var campaign = Server.Campaigns.Add(new { type = "Triggered" });
        Server.Templates.Add(new { name = "a", createdAt = Time });
        Server.Templates.Add(new { name = "b", createdAt = Time.AddYears(-1).AddMonths(6), campaignId = campaign });
        Server.Templates.Add(new { name = "c", createdAt = Time.AddDays(1), messageMedium = "SMS" });

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await NamesAsync(sort: "-createdAt"), Is.EqualTo(new[] { "c", "a", "b" }));
            Assert.That(await NamesAsync(sort: "id"), Is.EqualTo(new[] { "a", "b", "c" }));
            Assert.That(await NamesAsync(medium: MessageMedium.Sms), Is.EqualTo(new[] { "c" }));
            Assert.That(await NamesAsync(TemplateType.Triggered), Is.EqualTo(new[] { "b" }));
            Assert.That(await NamesAsync(TemplateType.Base), Is.EqualTo(new[] { "a", "c" }));
            Assert.That(await NamesAsync(start: Time, end: Time.AddDays(1)), Is.EqualTo(new[] { "a" }));
        });
        var page = await Client.Templates.ListTemplatesAsync(page: 2, pageSize: 2);
        Assert.That(
            (page.Templates!.Single().CreatedAt, page.TotalTemplatesCount, page.NextPageUrl),
            Is.EqualTo(((DateTimeOffset?)Time.AddDays(1), 3L, (string?)null)));
    }

    [Test]
    public async Task Deleting_many_says_which_stayed()
    {
        var @base = Server.Templates.Add();
        var used = Server.Templates.Add();
        Server.Campaigns.Add(new { templateId = used });

        var answer = await Client.Templates.BulkDeleteTemplatesAsync(new BulkDeleteTemplatesRequest([@base, used, 7]));

        Assert.Multiple(() =>
        {
            Assert.That(answer.Success, Is.EqualTo(new[] { @base }));
            Assert.That(answer.Failed, Is.EqualTo(new[] { used, 7 }));
            Assert.That(answer.FailureReason, Does.Contain("belongs to the campaign"));
            Assert.That(Server.Templates.Select(template => (long)template["templateId"]!), Is.EqualTo(new[] { used }));
        });
    }

    private async Task<string?[]> NamesAsync(
        TemplateType? type = null, MessageMedium? medium = null, DateTimeOffset? start = null, DateTimeOffset? end = null, string? sort = null) =>
        await Client.Templates.EnumerateTemplatesAsync(type, medium, start, end, sort: sort).Select(template => template.Name).ToArrayAsync();
}
