namespace Iterable.Generated.Testing.Tests;

public class TemplateRenderTests : ServerTests
{
    [Test]
    public async Task A_preview_has_the_fields_it_was_given()
    {
        var email = Server.Templates.Add(new { html = "<p>{{ user.name }} {{unknown}}{{#if a}}[[price]]</p>" });
        var inApp = Server.Templates.Add(new { messageMedium = "InApp", html = "<p>{{name}} [[price]] {{price}}</p>", mergeDataFeedContext = true });
        var request = new TemplatePreviewRequest
        {
            DataFields = new JObject { ["name"] = "Ada", ["user"] = new JObject { ["name"] = "Ada" } },
            DataFeed = new JObject { ["price"] = 12.5 },
        };

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await Client.Templates.PreviewEmailTemplateAsync(email, request: request), Is.EqualTo("<p>Ada {{#if a}}12.5</p>"));
            Assert.That(await Client.Templates.PreviewEmailTemplateAsync(email), Is.EqualTo("<p> {{#if a}}</p>"));
            Assert.That(await Client.Templates.PreviewInAppTemplateAsync(inApp, request: request), Is.EqualTo("<p>Ada [[price]] 12.5</p>"));
        });
        var refused = await Assert.CatchAsync<IterableException>(() => Client.Templates.PreviewInAppTemplateAsync(email));
        Assert.That(refused!.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_proof_is_recorded()
    {
        Server.Users.Add("ada@example.com");
        var template = Server.Templates.Add(new { messageMedium = "SMS" });
        var request = new TemplateProofRequest(template) { RecipientEmail = "ada@example.com", DataFields = new JObject { ["code"] = "7" } };

        var answer = await Client.Templates.SendSmsTemplateProofAsync(request);

        var proof = Server.TemplateProofs.AssertSent(template, "ada@example.com", new { code = "7" });
        var missing = Assert.Throws<IterableTestAssertionException>(() => Server.TemplateProofs.AssertSent(template, "bob@example.com"));
        Assert.Multiple(() =>
        {
            Assert.That(answer.Msg, Is.EqualTo("Sent proof to ada@example.com"));
            Assert.That((proof.Medium, Server.TemplateProofs.Count), Is.EqualTo(("SMS", 1)));
            Assert.That(missing!.Message, Does.Contain("to ada@example.com {\"code\":\"7\"}"));
            Assert.That(Server.Messages.Count, Is.Zero);
        });
        await ErrorAsync(
            await PostAsync("templates/sms/proof", $$"""{"templateId":{{template}},"recipientEmail":"bob@example.com"}"""),
            HttpStatusCode.BadRequest, "UnknownEmailError");
    }

    [TestCase("email")]
    [TestCase("push")]
    [TestCase("sms")]
    [TestCase("inapp")]
    public async Task A_proof_of_an_unknown_template_is_refused(string medium)
    {
        Server.Users.Add("ada@example.com");

        await ErrorAsync(await PostAsync($"templates/{medium}/proof", """{"templateId":99,"recipientEmail":"ada@example.com"}"""), HttpStatusCode.BadRequest, "BadParams");
    }
}
