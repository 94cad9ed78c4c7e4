namespace Iterable.Generated.Testing.Tests;

public class WebhookTests : ServerTests
{
    [Test]
    public async Task Only_what_an_update_names_changes()
    {
        var id = Server.Webhooks.Add(new { endpoint = "https://example.com/hook", channelIds = new[] { 1L } });

        var updated = await Client.Webhooks.UpdateWebhookAsync(new UpdateWebhookRequest(id)
        {
            AuthType = WebhookAuthType.Basic,
            AuthToken = "secret",
            Headers = [new WebhookHeader("X-Team", "crm")],
            TriggeredSendEnabled = false,
        });

        var listed = (await Client.Webhooks.ListWebhooksAsync()).Webhooks!.Single();
        Assert.Multiple(() =>
        {
            Assert.That((listed.Endpoint, listed.BlastSendEnabled, listed.TriggeredSendEnabled), Is.EqualTo(("https://example.com/hook", (bool?)true, (bool?)false)));
            Assert.That((listed.AuthType, updated.AuthType), Is.EqualTo(((WebhookAuthType?)WebhookAuthType.Basic, (WebhookAuthType?)WebhookAuthType.Basic)));
            Assert.That(listed.ChannelIds, Is.EqualTo(new[] { 1L }));
            Assert.That((string?)Server.Webhooks.Find(id)!["authToken"], Is.EqualTo("secret"));
        });
    }

    [Test]
    public async Task Tokens_and_headers_do_not_come_out()
    {
        Server.Webhooks.Add(new { authToken = "secret", headers = new[] { new { key = "X-Team", value = "crm" } } });

        var webhook = (JObject)(await GetJsonAsync("webhooks"))["webhooks"]!.Single();

        Assert.That(webhook.ContainsKey("authToken") || webhook.ContainsKey("headers"), Is.False);
    }

    [Test]
    public async Task What_a_campaign_sends_is_told_to_the_webhooks_that_take_its_type([Values("Blast", "Triggered")] string type, [Values] bool blast, [Values] bool triggered)
    {
        Server.Webhooks.Add(new { endpoint = $"{Server.BaseAddress}/hook", blastSendEnabled = blast, triggeredSendEnabled = triggered });
        Server.Users.Add("ada@example.com");

        await Client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(Server.Campaigns.Add(new { type })) { RecipientEmail = "ada@example.com" });

        await Server.Webhooks.WaitUntilDeliveredAsync();
        Assert.That(Server.Webhooks.Deliveries, Has.Count.EqualTo((type == "Blast" ? blast : triggered) ? 1 : 0));
    }

    [TestCase("""{"enabled":false}""", "BadJsonBody")]
    [TestCase("""{"id":99}""", "BadParams")]
    [TestCase("""{"id":5,"endpoint":"http://example.com/hook"}""", "BadParams")]
    [TestCase("""{"id":5,"authType":"Digest"}""", "BadParams")]
    public async Task An_update_without_a_webhook_or_with_a_wrong_value_is_refused(string json, string code)
    {
        Server.Webhooks.Add(new { id = 5 });

        await ErrorAsync(await PostAsync("webhooks", json), HttpStatusCode.BadRequest, code);
    }
}
