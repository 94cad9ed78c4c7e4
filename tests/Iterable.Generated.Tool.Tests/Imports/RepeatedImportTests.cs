using System.Net;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Imports;

/// <summary>Events and purchases without ids that are sent more than once: Iterable counts those of one id once.</summary>
public class RepeatedImportTests : ImportTests
{
    private const int Rows = 5_000;

    [Test]
    public async Task Events_get_the_same_ids_when_they_are_sent_again()
    {
        var file = Folder.Write("events.ndjson", Events());
        Server.Faults.For(IterableOperations.TrackBulkEvents).After(3).RespondError(HttpStatusCode.Forbidden, "Forbidden");

        var failed = await ImportAsync("events", file);
        await SucceedAsync("events", file);

        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.Failure));
        AssertOnce();
    }

    [TestCase]
    [TestCase("--restart")]
    [TestCase("--format", "ndjson", "--rejected", "refused.ndjson")]
    public async Task The_same_import_after_its_end_counts_once(params string[] options)
    {
        await SucceedAsync("events", Folder.Write("events.ndjson", Events()), "--set", "campaignId=7", "--omit", "one", "--omit", "other");
        File.Move(Folder["events.ndjson"], Folder["again.ndjson"]);

        await SucceedAsync(["events", Folder["again.ndjson"], "--omit", "other", "--omit", "one", "--set", "campaignId=7", .. options.Select(option => option == "refused.ndjson" ? Folder[option] : option)]);

        AssertOnce();
    }

    [Test]
    public async Task An_import_that_was_killed_after_its_last_answer_counts_once()
    {
        var file = Folder.Write("events.ndjson", Events());
        Server.Faults.For(IterableOperations.TrackBulkEvents).After(3).RespondError(HttpStatusCode.Forbidden, "Forbidden");
        await ImportAsync("events", file);
        var place = File.ReadAllText($"{file}.itbl.json");
        await SucceedAsync("events", file);

        // What there is on the disk of one that was killed before it wrote more.
        File.WriteAllText($"{file}.itbl.json", place);
        var again = await SucceedAsync("events", file);

        Assert.That((long)again["accepted"]!, Is.EqualTo(Rows));
        AssertOnce();
    }

    [Test]
    public async Task Purchases_count_once()
    {
        var file = Folder.Write("purchases.ndjson", """
            {"email": "ada@example.com", "total": 5, "items": [{"id": "b-1", "name": "Notes", "price": 5, "quantity": 1}]}
            {"email": "ada@example.com", "total": 5, "items": [{"id": "b-1", "name": "Notes", "price": 5, "quantity": 1}]}
            """);

        await SucceedAsync("purchases", file);
        await SucceedAsync("purchases", file);

        Assert.That(Server.Purchases.Select(purchase => purchase.Id).ToHashSet(), Has.Count.EqualTo(2).And.All.StartsWith("itbl-"));
        Assert.That(Server.Purchases, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Other_content_and_other_options_make_other_ids()
    {
        await SucceedAsync("events", Folder.Write("one.ndjson", """{"email": "ada@example.com", "eventName": "e", "number": 1}"""));
        await SucceedAsync("events", Folder.Write("other.ndjson", """{"email": "ada@example.com", "eventName": "e", "number": 2}"""));
        await SucceedAsync("events", Folder["one.ndjson"], "--omit", "eventName", "--set", "eventName=f");

        Assert.That(Server.Events.Select(item => (item.EventName, (int)item.DataFields["number"]!)), Is.EquivalentTo([("e", 1), ("e", 2), ("f", 1)]));
    }

    [Test]
    public async Task A_stream_has_ids_of_its_own_each_time()
    {
        for (var time = 0; time < 2; time++)
        {
            await using var run = NewImport();
            run.Input = """{"email": "ada@example.com", "eventName": "e"}""";
            Assert.That(await run.RunAsync("import", "events", "-", "--format", "ndjson", "--rejected", Folder["refused.ndjson"]), Is.EqualTo(ExitCode.Success), run.Errors);
        }

        Assert.That(Server.Events, Has.Count.EqualTo(2));
    }

    private static string Events() => string.Concat(Enumerable.Range(0, Rows).Select(i => $"{{\"email\": \"u{i % 50}@example.com\", \"eventName\": \"e\", \"number\": {i}}}\n"));

    private void AssertOnce() => Assert.That(Server.Events.Select(item => (int)item.DataFields["number"]!).Order(), Is.EqualTo(Enumerable.Range(0, Rows)));
}
