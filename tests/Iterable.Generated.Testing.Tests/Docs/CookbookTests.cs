namespace Iterable.Generated.Testing.Tests;

public class CookbookTests : ServerTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 14, 12, 0, 0, TimeSpan.Zero);

    private DirectoryInfo _folder = null!;
    private IterableClient _iterable = null!;

    [SetUp]
    public void Begin()
    {
        var options = new IterableClientOptions { ApiKey = Server.ApiKey, BaseAddress = Server.BaseAddress, RateLimit = { Enabled = false }, TimeProvider = new Impatient(patience: TimeSpan.FromSeconds(20)) };
        (_folder, _iterable) = (Directory.CreateTempSubdirectory(), new IterableClient(options));
    }

    [TearDown]
    public void End()
    {
        _iterable.Dispose();
        _folder.Delete(recursive: true);
    }

    [Test]
    public void Every_example_of_the_page_stands_in_the_compiled_source() => Assert.That(Page.Shown("cookbook.md"), Is.EquivalentTo(Page.Compiled("CookbookExamples.cs")));

    [Test]
    public async Task A_row_of_the_outbox_is_sent_once_or_set_aside_or_stays()
    {
        Server.Users.Forget("gone@example.com");
        Server.Faults.For(IterableOperations.TrackBulkEvents).LoseAnswer();
        var outbox = new CookbookExamples.OutboxTable([new("o-1", "ordered", "ada@example.com", Time), new("o-2", "ordered", "gone@example.com", Time)]);

        await CookbookExamples.Outbox(_iterable, outbox);
        await CookbookExamples.Outbox(_iterable, outbox);

        Assert.Multiple(() =>
        {
            Assert.That(outbox.Sent, Is.EqualTo(new[] { "o-1" }));
            Assert.That(outbox.Aside, Is.Not.Empty.And.All.EqualTo("o-2 Refused: forgotten"));
        });
        Server.Events.AssertTracked("ordered", times: 1);
    }

    [Test]
    public async Task A_receipt_is_sent_or_refused_or_may_be_tried_again_or_is_unclear()
    {
        Server.Users.Add("ada@example.com");
        Server.Campaigns.Add(new { id = 42, name = "Receipt", templateId = Server.Templates.Add(new { name = "Receipt", messageMedium = "Email" }) });
        Assert.That(await CookbookExamples.Receipt(_iterable, "ada@example.com"), Is.EqualTo("sent"));

        Server.Faults.For(IterableOperations.SendTransactionalEmail).LoseAnswer();
        Assert.That(await CookbookExamples.Receipt(_iterable, "ada@example.com"), Is.EqualTo("unclear"), "it took effect, and nobody was told");

        Server.Faults.For(IterableOperations.SendTransactionalEmail).Respond(HttpStatusCode.RequestTimeout);
        Assert.That(await CookbookExamples.Receipt(_iterable, "ada@example.com"), Is.EqualTo("unclear"), "the service gave up waiting, for what nobody knows");

        Server.Faults.For(IterableOperations.SendTransactionalEmail).RespondError(HttpStatusCode.BadRequest, "InvalidEmailAddressError");
        Assert.That(await CookbookExamples.Receipt(_iterable, "ada@example.com"), Is.EqualTo("refused: InvalidEmailAddressError"));

        await Server.DisposeAsync();
        Assert.That(await CookbookExamples.Receipt(_iterable, "ada@example.com"), Is.EqualTo("try again"), "nobody listens");
    }

    [Test]
    public async Task The_warehouse_has_each_record_once_also_after_a_crash_before_the_mark()
    {
        for (var day = 1; day <= 3; day++)
            Server.Events.Add("ordered", "ada@example.com", new DateTimeOffset(2026, 1, day, 12, 0, 0, TimeSpan.Zero), new { total = day * 10 });

        await CookbookExamples.Warehouse(_iterable, _folder.FullName);
        File.Delete(Path.Combine(_folder.FullName, "mark.txt"));
        await CookbookExamples.Warehouse(_iterable, _folder.FullName);

        var records = _folder.GetFiles("2026*.ndjson").SelectMany(file => File.ReadLines(file.FullName)).Select(line => (int)JObject.Parse(line)["total"]!);
        Assert.That(records, Is.EquivalentTo(new[] { 10, 20, 30 }));
        Assert.That(File.Exists(Path.Combine(_folder.FullName, "mark.txt")));
    }

    [Test]
    public async Task A_sync_sends_what_the_project_takes_and_keeps_the_rest()
    {
        Server.Users.Add("old@example.com", new { plan = "pro" });
        Server.Users.Forget("gone@example.com");
        var refused = Path.Combine(_folder.FullName, "refused.ndjson");

        await CookbookExamples.Sync(_iterable, new[] { "ada", "gone" }.Select(name => new CookbookExamples.Customer(name + "@example.com", "pro", Time)).ToAsyncEnumerable(), refused);

        Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
        Assert.That(File.ReadLines(refused).Select(line => (string?)JObject.Parse(line)["record"]?["email"]), Is.EqualTo(new[] { "gone@example.com" }));
    }

    [Test]
    public void The_client_with_a_proxy_is_made() => Assert.DoesNotThrow(() => CookbookExamples.Proxy().Dispose());
}
