namespace Iterable.Generated.Testing.Tests;

public class CampaignTests : ServerTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

    [Test]
    public async Task A_campaign_that_was_created_is_listed()
    {
        var template = Server.Templates.Add();
        var list = Server.Lists.Add("Readers");

        var blast = await Client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("News", template) { ListIds = [list], SendAt = Time });
        var triggered = await Client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("Welcome", template));

        var campaigns = (await Client.Campaigns.ListCampaignsAsync(sort: "-name")).Campaigns!;
        Assert.Multiple(() =>
        {
            Assert.That(campaigns.Select(campaign => campaign.Id), Is.EqualTo(new[] { triggered.CampaignId, blast.CampaignId }));
            Assert.That(campaigns.Select(campaign => campaign.Type), Is.EqualTo(new CampaignType?[] { CampaignType.Triggered, CampaignType.Blast }));
            Assert.That(campaigns[1].CampaignState, Is.EqualTo(CampaignState.Scheduled));
            Assert.That(campaigns[1].StartAt, Is.EqualTo(Time));
        });
    }

    [TestCase("Email")]
    [TestCase("Push")]
    [TestCase("SMS")]
    [TestCase("InApp")]
    public async Task A_campaign_has_the_medium_of_its_template(string medium)
    {
        var created = await Client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("News", Server.Templates.Add(new { messageMedium = medium })));

        Assert.That((await Client.Campaigns.GetCampaignAsync(created.CampaignId!.Value)).MessageMedium?.Value, Is.EqualTo(medium));
    }

    [Test]
    public async Task Campaigns_are_paged_and_limited_to_states()
    {
        for (var i = 0; i < 25; i++)
            Server.Campaigns.Add(new { name = $"c{i:00}", campaignState = i % 2 == 0 ? "Running" : "Finished" });

        var first = await Client.Campaigns.ListCampaignsAsync();
        var finished = await Client.Campaigns.ListCampaignsAsync(page: 2, pageSize: 10, states: [CampaignState.Finished]);

        Assert.Multiple(() =>
        {
            Assert.That((first.Campaigns!.Count, first.TotalCampaignsCount), Is.EqualTo((20, 25L)));
            Assert.That((finished.Campaigns!.Count, finished.TotalCampaignsCount), Is.EqualTo((2, 12L)));
        });
    }

    [Test]
    public async Task A_model_of_the_client_can_be_put_on_the_server()
    {
        var id = Server.Campaigns.Add(new Campaign { Name = "Welcome", MessageMedium = MessageMedium.Email, CreatedAt = Time });

        var campaign = (await Client.Campaigns.ListCampaignsAsync()).Campaigns!.Single();

        Assert.That((campaign.Id, campaign.Name, campaign.CreatedAt), Is.EqualTo(((long?)id, "Welcome", (DateTimeOffset?)Time)));
    }

    [Test]
    public async Task An_unknown_template_or_list_is_refused()
    {
        await ErrorAsync(await PostAsync("campaigns/create", """{"name":"n","templateId":1}"""), HttpStatusCode.BadRequest, "BadParams");
        var template = Server.Templates.Add();
        await ErrorAsync(
            await PostAsync("campaigns/create", $$"""{"name":"n","templateId":{{template}},"listIds":[7]}"""), HttpStatusCode.BadRequest, "BadParams");
    }

    [Test]
    public async Task Metrics_are_csv_with_the_columns_of_the_campaigns()
    {
        Server.CampaignMetrics.Add(7, new Dictionary<string, object> { ["Total Email Opens"] = 3, ["Note"] = "a, \"b\"" });
        Server.CampaignMetrics.Add(8, new Dictionary<string, object> { ["Total Push Opens"] = 4 });

        await using var metrics = await Client.Campaigns.GetCampaignMetricsAsync([7, 8]);
        var none = await Http.GetStringAsync("campaigns/metrics?campaignId=9");

        Assert.Multiple(() =>
        {
            Assert.That(metrics.ContentType, Is.EqualTo("text/csv"));
            Assert.That(
                new StreamReader(metrics.Content).ReadToEnd(),
                Is.EqualTo("id,Total Email Opens,Note,Total Push Opens\r\n7,3,\"a, \"\"b\"\"\",\r\n8,,,4\r\n"));
            Assert.That(none, Is.EqualTo("id\r\n"));
        });
    }

    [Test]
    public async Task Metrics_of_experiments_are_found_by_experiment_and_by_campaign()
    {
        Server.ExperimentMetrics.Add(3, new { Opens = 5 }, campaignId: 7);
        Server.ExperimentMetrics.Add(4, new { Opens = 6 }, campaignId: 8);

        var byExperiment = await Http.GetStringAsync("experiments/metrics?experimentId=3");
        var byCampaign = await Http.GetStringAsync("experiments/metrics?campaignId=8");

        Assert.That((byExperiment, byCampaign), Is.EqualTo(("experimentId,Opens\r\n3,5\r\n", "experimentId,Opens\r\n4,6\r\n")));
    }

    [Test]
    public async Task An_email_template_is_updated_and_has_its_dates_in_metadata()
    {
        var id = Server.Templates.Add(new { name = "Welcome", subject = "Hello", createdAt = Time });

        await Client.Templates.UpdateEmailTemplateAsync(new EmailTemplateUpdate(id) { Subject = "Hi" });

        var template = await Client.Templates.GetEmailTemplateAsync(id);
        Assert.Multiple(() =>
        {
            Assert.That((template.Name, template.Subject), Is.EqualTo(("Welcome", "Hi")));
            Assert.That(template.Metadata?.CreatedAt, Is.EqualTo(Time));
        });
    }

    [Test]
    public async Task A_template_is_found_by_the_call_for_its_medium_only()
    {
        var id = Server.Templates.Add(new { messageMedium = "Push", title = "Hello" });

        Assert.That((await Client.Templates.GetPushTemplateAsync(id)).Title, Is.EqualTo("Hello"));
        await ErrorAsync(await Http.GetAsync($"templates/sms/get?templateId={id}"), HttpStatusCode.BadRequest, "BadParams");
    }

    [Test]
    public async Task A_project_starts_with_channels_and_message_types()
    {
        var channels = (await Client.Channels.ListChannelsAsync()).Channels!;
        var messageTypes = (await Client.MessageTypes.ListMessageTypesAsync()).MessageTypes!;

        Assert.Multiple(() =>
        {
            Assert.That(channels.Select(channel => channel.ChannelType), Is.EqualTo(new ChannelType?[] { ChannelType.Marketing, ChannelType.Transactional }));
            Assert.That(messageTypes.Select(type => type.ChannelId), Is.EqualTo(channels.Select(channel => channel.Id)));
        });
    }
}
