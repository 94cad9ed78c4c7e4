namespace Iterable.Generated.Testing.Tests;

public class MessageTests : ServerTests
{
    [Test]
    public async Task A_message_that_was_sent_can_be_asserted()
    {
        Server.Users.Add("ada@example.com");
        var campaign = Server.Campaigns.Add(new { name = "Receipt" });

        await Client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(campaign)
        {
            RecipientEmail = "ada@example.com",
            DataFields = new JObject { ["total"] = 25 },
        });

        var message = Server.Messages.AssertSent(campaign, "ada@example.com", new { total = 25 }, times: 1);
        Assert.That((message.Medium, message.SendAt), Is.EqualTo(("Email", (DateTimeOffset?)null)));
    }

    [Test]
    public async Task An_unknown_campaign_or_recipient_is_refused_and_nothing_sent()
    {
        await ErrorAsync(await PostAsync("sms/target", """{"campaignId":7,"recipientEmail":"ada@example.com"}"""), HttpStatusCode.BadRequest, "BadParams");
        var campaign = Server.Campaigns.Add();
        await ErrorAsync(
            await PostAsync("sms/target", $$"""{"campaignId":{{campaign}},"recipientEmail":"ada@example.com"}"""),
            HttpStatusCode.BadRequest,
            "UnknownEmailError");
        await ErrorAsync(await PostAsync("sms/target", $$"""{"campaignId":{{campaign}}}"""), HttpStatusCode.BadRequest, "BadParams");

        Server.Messages.AssertNothingSent();
    }

    [TestCase("email")]
    [TestCase("push")]
    [TestCase("sms")]
    [TestCase("webPush")]
    [TestCase("whatsApp")]
    [TestCase("inApp")]
    public async Task A_message_is_not_repeated_where_the_call_forbids_it(string medium)
    {
        Server.Users.Add("ada@example.com");
        var campaign = Server.Campaigns.Add();
        var json = $$"""{"campaignId":{{campaign}},"recipientEmail":"ada@example.com","allowRepeatMarketingSends":false}""";

        await PostAsync($"{medium}/target", json);
        var repeat = await PostAsync($"{medium}/target", json);
        var waiting = (await Client.InApp.GetInAppMessagesAsync(5, email: "ada@example.com")).InAppMessages!.Count;
        var allowed = await PostAsync($"{medium}/target", json.Replace("false", "true"));

        Assert.That((repeat.StatusCode, allowed.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(waiting, Is.EqualTo(medium == "inApp" ? 1 : 0));
        Server.Messages.AssertSent(campaign, times: 2);
    }

    [Test]
    public async Task In_app_messages_wait_for_their_user_until_they_expire()
    {
        Server.Users.Add("ada@example.com");
        Server.InAppMessages.Add("ada@example.com", new { content = new { html = "<p>1</p>" }, expiresAt = Server.Clock.GetUtcNow().AddHours(1) });
        Server.InAppMessages.Add("ada@example.com", new { content = new { html = "<p>2</p>" } });
        Server.InAppMessages.Add("bob@example.com");

        var before = (await Client.InApp.GetInAppMessagesAsync(5, email: "ada@example.com")).InAppMessages!;
        Server.Clock.Advance(TimeSpan.FromHours(2));
        var after = (await Client.InApp.GetInAppMessagesAsync(5, email: "ada@example.com")).InAppMessages!;

        Assert.Multiple(() =>
        {
            Assert.That(before.Select(message => message.Content?.Html), Is.EqualTo(new[] { "<p>1</p>", "<p>2</p>" }));
            Assert.That(after.Select(message => message.Content?.Html), Is.EqualTo(new[] { "<p>2</p>" }));
        });
    }

    [Test]
    public async Task A_scheduled_message_can_be_cancelled_until_it_goes_out()
    {
        Server.Users.Add("ada@example.com");
        var campaign = Server.Campaigns.Add();
        for (var i = 0; i < 2; i++)
        {
            await Client.WhatsApp.SendWhatsAppMessageAsync(
                new TargetWhatsAppRequest(campaign) { RecipientEmail = "ada@example.com", SendAt = Server.Clock.GetUtcNow().AddHours(1) });
        }

        await Client.WhatsApp.CancelWhatsAppAsync(new CancelScheduledMessageRequest { ScheduledMessageId = Server.Messages.First().ScheduledMessageId });
        Server.Messages.AssertSent(campaign, times: 1);
        Server.Clock.Advance(TimeSpan.FromHours(2));
        var late = await Assert.CatchAsync<IterableBadRequestException>(
            () => Client.WhatsApp.CancelWhatsAppAsync(new CancelScheduledMessageRequest { CampaignId = campaign, Email = "ada@example.com" }));

        Assert.That(late!.Code?.Value, Is.EqualTo("BadParams"));
        Server.Messages.AssertSent(campaign, times: 1);
        var (first, second) = (Server.Messages.First(), Server.Messages.Last());
        Assert.That((first.CancelledAt is null, second.CancelledAt is null), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task What_to_cancel_is_named_by_its_id_or_by_campaign_and_user()
    {
        await ErrorAsync(await PostAsync("email/cancel", "{}"), HttpStatusCode.BadRequest, "BadParams");
        await ErrorAsync(await PostAsync("email/cancel", """{"campaignId":7}"""), HttpStatusCode.BadRequest, "BadParams");
    }
}
