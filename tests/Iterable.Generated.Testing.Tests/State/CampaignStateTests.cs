namespace Iterable.Generated.Testing.Tests;

public class CampaignStateTests : ServerTests
{
    [Test]
    public async Task A_blast_campaign_is_scheduled_and_cancelled()
    {
        var id = Server.Campaigns.Add(new { type = "Blast", campaignState = "Draft" });
        var sendAt = new DateTimeOffset(Server.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(2);

        await Client.Campaigns.ScheduleCampaignAsync(id, new ScheduleCampaignRequest(sendAt));
        var scheduled = await Client.Campaigns.GetCampaignAsync(id);
        await Client.Campaigns.CancelCampaignAsync(new CampaignIdRequest(id));
        var cancelled = await Client.Campaigns.GetCampaignAsync(id);

        Assert.Multiple(() =>
        {
            Assert.That((scheduled.CampaignState, scheduled.StartAt), Is.EqualTo(((CampaignState?)CampaignState.Scheduled, (DateTimeOffset?)sendAt)));
            Assert.That((cancelled.CampaignState, cancelled.StartAt), Is.EqualTo(((CampaignState?)CampaignState.Ready, (DateTimeOffset?)null)));
        });
        await ErrorAsync(await PostAsync("campaigns/cancel", $$"""{"campaignId":{{id}}}"""), HttpStatusCode.BadRequest, "BadParams");
    }

    [Test]
    public async Task A_campaign_is_scheduled_for_a_week_ahead_at_most()
    {
        var id = Server.Campaigns.Add(new { type = "Blast", campaignState = "Ready" });
        var sendAt = Server.Clock.GetUtcNow().AddDays(8).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

        await ErrorAsync(await PostAsync($"campaigns/{id}/schedule", $$"""{"sendAt":"{{sendAt}}"}"""), HttpStatusCode.BadRequest, "BadParams");
    }

    [Test]
    public async Task A_triggered_campaign_is_activated_deactivated_and_aborted()
    {
        var created = await Client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("Welcome", Server.Templates.Add()));
        var request = new CampaignIdRequest(created.CampaignId!.Value);
        var states = new List<CampaignState?>();

        await Client.Campaigns.ActivateTriggeredCampaignAsync(request);
        states.Add(await StateAsync(created.CampaignId!.Value));
        await Client.Campaigns.DeactivateTriggeredCampaignAsync(request);
        states.Add(await StateAsync(created.CampaignId.Value));
        await Client.Campaigns.ActivateTriggeredCampaignAsync(request);
        await Client.Campaigns.AbortCampaignAsync(request);
        states.Add(await StateAsync(created.CampaignId.Value));

        Assert.That(states, Is.EqualTo(new CampaignState?[] { CampaignState.Running, CampaignState.Finished, CampaignState.Aborted }));
    }

    [TestCase("campaigns/activateTriggered", "Blast", "Ready")]
    [TestCase("campaigns/deactivateTriggered", "Blast", "Running")]
    [TestCase("campaigns/abort", "Blast", "Finished")]
    [TestCase("campaigns/abort", "Triggered", "Archived")]
    public async Task A_campaign_of_another_type_or_state_is_refused(string path, string type, string campaignState)
    {
        var id = Server.Campaigns.Add(new { type, campaignState });

        await ErrorAsync(await PostAsync(path, $$"""{"campaignId":{{id}}}"""), HttpStatusCode.BadRequest, "BadParams");
    }

    [Test]
    public async Task Archiving_names_the_campaigns_that_are_not_there()
    {
        var scheduled = Server.Campaigns.Add(new { type = "Blast", campaignState = "Scheduled", startAt = DateTimeOffset.UnixEpoch });
        var running = Server.Campaigns.Add();

        var answer = await Client.Campaigns.ArchiveCampaignsAsync(new ArchiveCampaignsRequest([scheduled, 99, running]));

        var archived = await Client.Campaigns.GetCampaignAsync(scheduled);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Success, Is.EqualTo(new[] { scheduled, running }));
            Assert.That(answer.Failed!.Select(id => (long)id), Is.EqualTo(new[] { 99L }));
            Assert.That((archived.CampaignState, archived.StartAt), Is.EqualTo(((CampaignState?)CampaignState.Archived, (DateTimeOffset?)null)));
        });
    }

    [Test]
    public async Task The_runs_of_a_recurring_campaign_are_listed_apart()
    {
        var recurring = Server.Campaigns.Add(new { type = "Blast", campaignState = "Recurring" });
        for (var i = 0; i < 3; i++)
            Server.Campaigns.Add(new { name = $"Run {i}", campaignState = "Finished", recurringCampaignId = recurring });

        var names = await Client.Campaigns.EnumerateChildCampaignsAsync(recurring, pageSize: 2, sort: "-name").Select(run => run.Name).ToListAsync();

        Assert.That(names, Is.EqualTo(new[] { "Run 2", "Run 1", "Run 0" }));
    }

    [Test]
    public async Task An_unknown_campaign_is_not_found() =>
        await ErrorAsync(await Http.GetAsync("campaigns/99"), HttpStatusCode.NotFound, "NotFound");

    private async Task<CampaignState?> StateAsync(long id) => (await Client.Campaigns.GetCampaignAsync(id)).CampaignState;
}
