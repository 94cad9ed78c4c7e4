namespace Iterable.Generated.Testing.Tests;

public class ExperimentTests : ServerTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

    [Test]
    public async Task Experiments_are_paged_by_offset()
    {
        for (var i = 0; i < 25; i++)
            Server.Experiments.Add(new { name = $"e{i:00}", author = "ada@example.com" });

        var page = await Client.Experiments.ListExperimentsAsync(offset: 20);
        var pages = await Client.Experiments.EnumerateExperimentsAsync(pageSize: 10).AsPages().ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(page.Experiments!.Select(item => item.Name), Is.EqualTo(new[] { "e04", "e03", "e02", "e01", "e00" }));
            Assert.That((page.Pagination!.Limit, page.Pagination.Offset, page.Pagination.Total), Is.EqualTo(((long?)20, (long?)20, (long?)25)));
            Assert.That(page.Experiments![0].Author, Is.EqualTo("ada@example.com"));
            Assert.That(pages.Select(item => (item.Items.Count, item.Total)), Is.EqualTo(new (int, long?)[] { (10, 25), (10, 25), (5, 25) }));
        });
    }

    [Test]
    public async Task Experiments_are_limited_to_a_campaign_a_state_and_a_window()
    {
        var draft = Server.Experiments.Add(new { status = "draft", campaignId = 7 });
        var finished = Server.Experiments.Add(new { status = "finished", meta = new { campaignId = 7 }, startDate = Time, finishDate = Time.AddDays(2) });
        Server.Experiments.Add(new { status = "finished", campaignId = 8, startDate = Time.AddDays(-1), finishDate = Time.AddDays(3) });

        var ofCampaign = await Client.Experiments.ListExperimentsAsync(campaignId: 7);
        var drafts = await Client.Experiments.ListExperimentsAsync(state: ExperimentStatus.Draft);
        var started = await Client.Experiments.ListExperimentsAsync(startDateTime: Time);
        var ended = await Client.Experiments.ListExperimentsAsync(endDateTime: Time.AddDays(2));

        Assert.Multiple(() =>
        {
            Assert.That(Ids(ofCampaign), Is.EqualTo(new long?[] { finished, draft }));
            Assert.That(Ids(drafts), Is.EqualTo(new long?[] { draft }));
            Assert.That(Ids(started), Is.EqualTo(new long?[] { finished }));
            Assert.That(Ids(ended), Is.EqualTo(new long?[] { finished }));
            Assert.That(ended.Experiments![0].FinishDate, Is.EqualTo(Time.AddDays(2)));
        });
    }

    [Test]
    public async Task An_experiment_is_read_with_its_settings_and_its_variants_with_their_contents()
    {
        var id = Server.Experiments.Add(new
        {
            name = "Subject",
            campaignId = 7,
            startDate = Time,
            sizing = new { testGroupPercentage = 20.5 },
            variants = new object[]
            {
                new { name = "Control", value = new { templateId = 1 }, currentPercentage = 50, content = new { subject = "Hello" } },
                new { name = "Short", value = new { templateId = 2 }, currentPercentage = 50, isWinner = true },
            },
        });

        var experiment = await Client.Experiments.GetExperimentAsync(id);
        var variants = await Client.Experiments.GetExperimentVariantsAsync(id);

        Assert.Multiple(() =>
        {
            Assert.That((experiment.Meta!.Name, experiment.Meta.CampaignId), Is.EqualTo(("Subject", (long?)7)));
            Assert.That((experiment.StartDate, experiment.Sizing!.TestGroupPercentage), Is.EqualTo(((DateTimeOffset?)Time, (decimal?)20.5m)));
            Assert.That(experiment.ChannelType, Is.EqualTo(ExperimentChannelType.Email));
            Assert.That(experiment.Variants!.Select(variant => (variant.Id, variant.IsControl, variant.IsWinner)), Is.EqualTo(new (long?, bool?, bool?)[] { (0, true, false), (1, false, true) }));
            Assert.That(variants.Variants!.Select(variant => (variant.VariantId, variant.Value!.TemplateId)), Is.EqualTo(new (long?, long?)[] { (0, 1), (1, 2) }));
            Assert.That(variants.Variants!.Select(variant => variant.Content?.Subject), Is.EqualTo(new[] { "Hello", null }));
        });
    }

    [TestCase("experiments/99")]
    [TestCase("experiments/99/variants")]
    public async Task An_unknown_experiment_is_not_found(string path) =>
        await ErrorAsync(await Http.GetAsync(path), HttpStatusCode.NotFound, "NotFound");

    private static IEnumerable<long?> Ids(ExperimentListResponse page) => page.Experiments!.Select(item => item.Id);
}
