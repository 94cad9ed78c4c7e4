namespace Iterable.Generated.Testing.Tests;

public class InAppTests : ServerTests
{
    private const string Ada = "ada@example.com";

    private IterableClient _app = null!;

    // What apps report, a server-side key may not.
    [SetUp]
    public void CreateAppClient() => _app = Server.CreateClient(IterableKeyType.Web);

    [TearDown]
    public void DisposeAppClient() => _app.Dispose();

    [Test]
    public async Task A_message_that_was_sent_waits_in_the_form_of_its_template_until_it_is_taken()
    {
        Server.Users.Add(Ada, userId: "u-1");
        var template = Server.Templates.Add(new { messageMedium = "InApp", html = "<p>Hello</p>", payload = new { screen = "sale" } });
        var campaign = Server.Campaigns.Add(new { templateId = template });

        await Client.InApp.SendInAppMessageAsync(new TargetInAppRequest(campaign) { RecipientUserId = "u-1" });

        var message = (await Client.InApp.GetWebInAppMessagesAsync(1, userId: "u-1")).InAppMessages!.Single();
        Assert.Multiple(() =>
        {
            Assert.That((message.CampaignId, message.Content?.Html, message.Read), Is.EqualTo((campaign, "<p>Hello</p>", false)));
            Assert.That((string?)message.CustomPayload?["screen"], Is.EqualTo("sale"));
            Assert.That(Server.Messages.AssertSent(campaign, Ada, times: 1).Medium, Is.EqualTo("InApp"));
        });

        await _app.Events.ConsumeInAppMessageAsync(new InAppConsumeRequest(message.MessageId!) { Email = Ada });

        Assert.That((await Client.InApp.GetInAppMessagesAsync(1, email: Ada)).InAppMessages, Is.Empty);
        Server.Events.AssertNotTracked("inAppDelete");
    }

    [Test]
    public async Task The_message_of_the_lowest_number_matters_most()
    {
        Server.InAppMessages.Add(Ada);
        var urgent = Server.InAppMessages.Add(Ada, new InAppMessage { PriorityLevel = 100, ExpiresAt = Server.Clock.GetUtcNow().AddDays(1) });

        var messages = (await Client.InApp.GetPriorityInAppMessageAsync(email: Ada)).InAppMessages!;

        Assert.That(messages.Select(message => message.MessageId), Is.EqualTo(new[] { urgent }));
    }

    [Test]
    public async Task A_scheduled_message_comes_at_its_time_unless_it_is_cancelled()
    {
        Server.Users.Add(Ada);
        var (kept, cancelled) = (Server.Campaigns.Add(), Server.Campaigns.Add());
        foreach (var campaign in new[] { kept, cancelled })
        {
            await Client.InApp.SendInAppMessageAsync(
                new TargetInAppRequest(campaign) { RecipientEmail = Ada, SendAt = Server.Clock.GetUtcNow().AddHours(1) });
        }

        await Client.InApp.CancelInAppAsync(new CancelScheduledMessageRequest { CampaignId = cancelled, Email = Ada });
        var before = Server.InAppMessages.WaitingFor(Ada);
        Server.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Multiple(() =>
        {
            Assert.That(before, Is.Empty);
            Assert.That(Server.InAppMessages.WaitingFor(Ada).Select(message => (long)message["campaignId"]!), Is.EqualTo(new[] { kept }));
            Assert.That(Server.Messages.Single(message => message.CampaignId == cancelled).CancelledAt, Is.Not.Null);
        });
    }

    [Test]
    public async Task What_a_user_does_with_a_message_is_in_the_events_and_an_open_marks_it_read()
    {
        Server.Users.Add(Ada, userId: "u-1");
        var id = Server.InAppMessages.Add(Ada, new { campaignId = 7 });
        var device = new DeviceInfo("d-1", AppPlatform.Web, "shop");
        var time = new DateTimeOffset(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

        await _app.Events.TrackInAppDeliveryAsync(new InAppDeliveryRequest(id) { Email = Ada, DeviceInfo = device });
        await _app.Events.TrackInAppOpenAsync(new InAppOpenRequest(id) { UserId = "u-1", CreatedAt = time });
        await _app.Events.TrackInAppClickAsync(new InAppClickRequest(id) { Email = Ada, ClickedUrl = "https://example.com" });
        await _app.Events.TrackInAppCloseAsync(new InAppCloseRequest(id) { Email = Ada, CloseAction = "link" });
        var read = (bool?)Server.InAppMessages.WaitingFor(Ada).Single()["read"];
        await _app.Events.ConsumeInAppMessageAsync(new InAppConsumeRequest(id) { Email = Ada, DeleteAction = "inbox-swipe" });

        Assert.Multiple(() =>
        {
            Assert.That(read, Is.True);
            Assert.That(
                Server.Events.Select(item => item.EventName),
                Is.EqualTo(new[] { "inAppDelivery", "inAppOpen", "inAppClick", "inAppClose", "inAppDelete" }));
            Server.Events.AssertTracked("inAppDelivery", Ada, new { messageId = id, deviceInfo = new { platform = "Web" } });
            Server.Events.AssertTracked("inAppClick", Ada, new { clickedUrl = "https://example.com" });
            var open = Server.Events.AssertTracked("inAppOpen", userId: "u-1");
            Assert.That((open.CreatedAt, open.CampaignId, open.EventType), Is.EqualTo((time, (long?)7, "inAppOpen")));
        });
    }

    [Test]
    public async Task A_server_side_key_may_not_report_what_users_do_with_messages()
    {
        var refused = await Assert.CatchAsync<IterableException>(
            () => Client.Events.TrackInAppOpenAsync(new InAppOpenRequest("m") { Email = Ada }));

        Assert.That(refused!.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }
}
