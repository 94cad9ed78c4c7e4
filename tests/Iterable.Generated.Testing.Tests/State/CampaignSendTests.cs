namespace Iterable.Generated.Testing.Tests;

public class CampaignSendTests : ServerTests
{
    [Test]
    public async Task A_triggered_campaign_goes_to_each_user_of_its_lists_once()
    {
        var readers = Server.Lists.Add("Readers", "ada@example.com", "bob@example.com");
        var writers = Server.Lists.Add("Writers", "ada@example.com", "eve@example.com");
        var suppressed = Server.Lists.Add("Suppressed", "eve@example.com");
        var id = Server.Campaigns.Add(new { messageMedium = "SMS" });
        var request = new TriggerCampaignRequest(id, [readers, writers])
        {
            SuppressionListIds = [suppressed],
            DataFields = new JObject { ["code"] = "X" },
        };

        await Client.Campaigns.TriggerCampaignAsync(request);

        var message = Server.Messages.AssertSent(id, "ada@example.com", new { code = "X" }, times: 1);
        Server.Messages.AssertSent(id, "bob@example.com");
        Server.Messages.AssertNothingSent("eve@example.com");
        Assert.That(message.Medium, Is.EqualTo("SMS"));
    }

    [TestCase(false, 1)]
    [TestCase(true, 2)]
    [TestCase(null, 2)]
    public async Task Repeated_messages_can_be_forbidden(bool? allowed, int expected)
    {
        var list = Server.Lists.Add("Readers", "ada@example.com");
        var id = Server.Campaigns.Add();
        var request = new TriggerCampaignRequest(id, [list]) { AllowRepeatMarketingSends = allowed };

        await Client.Campaigns.TriggerCampaignAsync(request);
        await Client.Campaigns.TriggerCampaignAsync(request);

        Server.Messages.AssertSent(id, times: expected);
    }

    [Test]
    public async Task A_campaign_that_does_not_run_is_not_triggered()
    {
        var list = Server.Lists.Add("Readers", "ada@example.com");
        var created = await Client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("Welcome", Server.Templates.Add()));
        var json = $$"""{"campaignId":{{created.CampaignId}},"listIds":[{{list}}]}""";

        await ErrorAsync(await PostAsync("campaigns/trigger", json), HttpStatusCode.BadRequest, "BadParams");
        Server.Messages.AssertNothingSent();
    }

    [Test]
    public async Task A_blast_campaign_that_was_sent_has_finished()
    {
        var list = Server.Lists.Add("Readers", "ada@example.com", "bob@example.com");
        var created = await Client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("News", Server.Templates.Add())
        {
            ListIds = [list],
            SuppressionListIds = [Server.Lists.Add("Suppressed", "bob@example.com")],
            LabelIds = [3],
            ScheduleSend = false,
        });

        await Client.Campaigns.SendCampaignAsync(created.CampaignId!.Value);

        var campaign = await Client.Campaigns.GetCampaignAsync(created.CampaignId.Value);
        Server.Messages.AssertSent(created.CampaignId.Value, "ada@example.com", times: 1);
        Assert.Multiple(() =>
        {
            Assert.That((campaign.CampaignState, campaign.SendSize), Is.EqualTo(((CampaignState?)CampaignState.Finished, (decimal?)1)));
            Assert.That(campaign.EndedAt, Is.Not.Null);
            Assert.That(campaign.LabelIds, Is.EqualTo(new[] { 3L }));
        });
        await ErrorAsync(await PostAsync($"campaigns/{campaign.Id}/send", ""), HttpStatusCode.BadRequest, "BadParams");
    }
}
