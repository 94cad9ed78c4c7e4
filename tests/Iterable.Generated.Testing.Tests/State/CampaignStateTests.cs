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

    [TestCase("campaigns/0/schedule", 7)]
    [TestCase("campaigns/create", 21)]
    [TestCase("email/target", 365)]
    [TestCase("push/target", 365)]
    [TestCase("sms/target", 365)]
    [TestCase("webPush/target", 365)]
    [TestCase("whatsApp/target", 365)]
    [TestCase("inApp/target", 365)]
    public async Task What_is_scheduled_lies_as_many_days_ahead_as_the_service_takes(string path, int days)
    {
        var template = Server.Templates.Add();
        var id = Server.Campaigns.Add(new { type = "Blast", campaignState = "Ready" });
        Server.Users.Add("ada@example.com");
        var form = days == 7 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd HH:mm:ss";

        Task<HttpResponseMessage> ScheduleAsync(int ahead) => PostAsync(
            path.Replace("0", $"{id}"),
            $$"""{"campaignId":{{id}},"recipientEmail":"ada@example.com","name":"n","templateId":{{template}},"sendAt":"{{Server.Clock.GetUtcNow().AddDays(ahead).ToString(form)}}"}""");

        Assert.That((await ScheduleAsync(days - 1)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await ErrorAsync(await ScheduleAsync(days + 1), HttpStatusCode.BadRequest, "BadParams");
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
