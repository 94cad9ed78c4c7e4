namespace Iterable.Generated.Testing.Tests.State;

/// <summary>An experiment from its draft to its winner.</summary>
public class ExperimentStateTests : ServerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 14, 12, 0, 0, TimeSpan.Zero);

    [SetUp]
    public void StopClock()
    {
        Server.Clock.Stop();
        Server.Clock.Set(Noon);
    }

    [Test]
    public async Task It_is_drafted_filled_started_and_won()
    {
        var template = Server.Templates.Add(new { html = "<p>Hello</p>" });
        var campaign = Server.Campaigns.Add(new { name = "Spring", templateId = template, messageMedium = "InApp" });

        var draft = await Client.Experiments.CreateExperimentAsync(new CreateExperimentRequest(campaign, ExperimentType.SubjectLine));
        var id = draft.Id!.Value;
        var ready = await Client.Experiments.CopyExperimentVariantAsync(id, new CopyExperimentVariantRequest(template) { Name = "Short" });
        var running = await Client.Experiments.StartExperimentAsync(id);
        Server.Clock.Advance(TimeSpan.FromHours(2));
        var won = await Client.Experiments.DeclareExperimentWinnerAsync(id, new DeclareExperimentWinnerRequest(1));

        var copy = ready.Variants![1].Value!.TemplateId!.Value;
        Assert.Multiple(() =>
        {
            Assert.That((draft.Status, draft.Meta!.Name, draft.Meta.CampaignId), Is.EqualTo(((ExperimentStatus?)ExperimentStatus.Draft, "Spring Experiment", (long?)campaign)));
            Assert.That((draft.ChannelType, draft.Variants!.Single().Value!.TemplateId), Is.EqualTo(((ExperimentChannelType?)ExperimentChannelType.InApp, (long?)template)));
            Assert.That((ready.Status, ready.Variants![1].Name), Is.EqualTo(((ExperimentStatus?)ExperimentStatus.Ready, "Short")));
            Assert.That((copy != template, (string?)Server.Templates.Find(copy)!["html"]), Is.EqualTo((true, "<p>Hello</p>")));
            Assert.That((running.Status, running.StartDate), Is.EqualTo(((ExperimentStatus?)ExperimentStatus.Running, (DateTimeOffset?)Noon)));
            Assert.That((won.Status, won.FinishDate), Is.EqualTo(((ExperimentStatus?)ExperimentStatus.WinnerFound, (DateTimeOffset?)Noon.AddHours(2))));
            Assert.That(won.Variants!.Select(variant => variant.IsWinner), Is.EqualTo(new bool?[] { false, true }));
        });
    }

    [Test]
    public async Task Settings_are_set_kept_and_removed()
    {
        var id = Server.Experiments.Add();
        await Client.Experiments.UpdateExperimentSettingsAsync(id, new UpdateExperimentSettingsRequest
        {
            HoldoutSettings = new ExperimentHoldoutSettings(10, 48),
            ExplorationBlastSettings = new ExperimentExplorationBlastSettings(30, 90),
            ConversionEventSettings = new ExperimentConversionEventSettings { SystemConversionEventType = "clicks" },
        });

        var kept = await Client.Experiments.UpdateExperimentSettingsAsync(id, new UpdateExperimentSettingsRequest());
        var removed = await Client.Experiments.UpdateExperimentSettingsAsync(id, new UpdateExperimentSettingsRequest { HoldoutSettings = null });
        var split = await Client.Experiments.UpdateExperimentSettingsAsync(id, new UpdateExperimentSettingsRequest { EvenlySplitVariations = true });

        Assert.Multiple(() =>
        {
            Assert.That((kept.Sizing!.HoldoutPercentage, kept.Sizing.AttributionPeriodHours), Is.EqualTo(((decimal?)10, (long?)48)));
            Assert.That((kept.Sizing.TestGroupPercentage, kept.Sizing.TestDurationMinutes), Is.EqualTo(((decimal?)30, (long?)90)));
            Assert.That((kept.AllocationMode, kept.Meta!.ConversionMetrics!.Single()), Is.EqualTo(((ExperimentAllocationMode?)ExperimentAllocationMode.WinnerTakesAll, "Clicks")));
            Assert.That((removed.Sizing!.HoldoutPercentage, removed.Sizing.TestGroupPercentage), Is.EqualTo(((decimal?)null, (decimal?)30)));
            Assert.That((split.AllocationMode, split.Sizing!.TestGroupPercentage), Is.EqualTo(((ExperimentAllocationMode?)ExperimentAllocationMode.EvenSplit, (decimal?)null)));
        });
    }

    [TestCase("""{"evenlySplitVariations":false}""")]
    [TestCase("""{"holdoutSettings":{"holdOutGroupSize":0,"attributionPeriodHours":1}}""")]
    [TestCase("""{"explorationBlastSettings":{"testSizePercentage":100,"testDurationMinutes":1}}""")]
    public async Task Settings_that_cannot_be_are_refused(string body)
    {
        var refused = await Http.PatchAsync($"experiments/{Server.Experiments.Add()}/settings", new StringContent(body, null, "application/json"));

        await ErrorAsync(refused, HttpStatusCode.BadRequest, "BadParams");
    }

    [TestCase("draft", "start", "{}")]
    [TestCase("running", "start", "{}")]
    [TestCase("running", "delete", "{}")]
    [TestCase("running", "variants", """{"copyFromTemplateId":1}""")]
    [TestCase("draft", "cancel", "{}")]
    [TestCase("draft", "winner", """{"variantId":0}""")]
    [TestCase("running", "winner", """{"variantId":-1}""")]
    public async Task What_a_state_does_not_allow_is_refused(string state, string call, string body)
    {
        var id = Server.Experiments.Add(new { status = state, variants = new[] { new { }, new { } } });

        await ErrorAsync(await PostAsync($"experiments/{id}/{call}", body), HttpStatusCode.BadRequest, "BadParams");
        Assert.That((string?)Server.Experiments.Find(id)!["status"], Is.EqualTo(state));
    }

    [Test]
    public async Task One_that_is_cancelled_has_finished_and_one_that_is_deleted_is_gone()
    {
        var id = Server.Experiments.Add();

        var cancelled = await Client.Experiments.CancelExperimentAsync(id);
        var deleted = await Client.Experiments.DeleteExperimentAsync(id);

        Assert.That((cancelled.Status, cancelled.FinishDate, deleted.Id), Is.EqualTo(((ExperimentStatus?)ExperimentStatus.Finished, (DateTimeOffset?)Noon, (long?)id)));
        await ErrorAsync(await Http.GetAsync($"experiments/{id}"), HttpStatusCode.NotFound, "NotFound");
    }

    [Test]
    public async Task Its_figures_are_those_that_were_put_there()
    {
        object Point(int hours, int value) => new { time = Noon.AddHours(hours), value };
        var id = Server.Experiments.Add(new
        {
            startDate = Noon.AddDays(-40),
            sizing = new { holdoutPercentage = 5 },
            holdout = new { series = new { Sends = new[] { Point(-1, 3) } } },
            variants = new[] { new { metrics = new { Sends = 12.5 }, series = new { Sends = new[] { Point(-30, 1), Point(-2, 2) } } } },
        });

        var totals = await Client.Experiments.GetExperimentTotalsAsync(id);
        var trends = await Client.Experiments.GetExperimentTrendsAsync(id, Noon.AddHours(-3), Noon);
        var latest = await Client.Experiments.GetExperimentTrendsAsync(id);

        Assert.Multiple(() =>
        {
            Assert.That(totals.Variants!.Single().Metrics!["Sends"], Is.EqualTo(12.5m));
            Assert.That(trends.Variants!.Single().Series!["Sends"].Select(point => (point.Time, point.Value)), Is.EqualTo(new[] { ((DateTimeOffset?)Noon.AddHours(-2), (decimal?)2) }));
            Assert.That((trends.Holdout!.Id, trends.Holdout.Series!["Sends"].Count), Is.EqualTo(((long?)-1, 1)));
            Assert.That(latest.EndDateTime - latest.StartDateTime, Is.EqualTo(TimeSpan.FromDays(31)));
        });
    }

    [TestCase("startDateTime=2026-01-01T00:00:00Z")]
    [TestCase("endDateTime=2026-01-01T00:00:00Z")]
    [TestCase("startDateTime=2026-01-01T00:00:00Z&endDateTime=2026-02-01T00:00:01Z")]
    [TestCase("startDateTime=2026-01-02T00:00:00Z&endDateTime=2026-01-01T00:00:00Z")]
    public async Task A_window_has_two_ends_and_at_most_31_days(string window) =>
        await ErrorAsync(await Http.GetAsync($"experiments/{Server.Experiments.Add()}/trends?{window}"), HttpStatusCode.BadRequest, "BadParams");
}
