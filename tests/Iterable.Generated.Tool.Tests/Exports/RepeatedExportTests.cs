using System.Net;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports;

public class RepeatedExportTests : ExportTests
{
    [Test]
    public async Task A_period_that_was_exported_before_is_replaced_with_the_records_that_came_late()
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-06");
        Server.Exports.Add("emailOpen", Start.AddDays(2), new { email = "late@example.com" });

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-06");

        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", Start, Start.AddDays(5))).And.Count.EqualTo(501));
        AssertWhole("emailOpen");
    }

    [Test]
    public async Task Periods_that_overlap_double_nothing()
    {
        Server.Exports.AddGenerated("emailOpen", 2_000, Start, Start.AddDays(30));

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-12");
        await SucceedAsync("emailOpen", "--from", "2026-01-05T07:00:00", "--to", "2026-01-20T11:30:00");
        await SucceedAsync("emailOpen", "--from", "2026-01-03T01:00:00", "--to", "2026-01-03T02:00:00");

        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", Start, Start.AddDays(19).AddHours(11.5))));
        AssertWhole("emailOpen");
    }

    [Test]
    public async Task Since_last_goes_on_where_the_last_export_ended_and_looks_back_for_what_came_late()
    {
        var now = DateTimeOffset.UtcNow;
        Server.Exports.AddGenerated("emailOpen", 300, now.AddDays(-2), now.AddHours(-6));
        var nothingBefore = await ExportAsync("emailOpen", "--since-last");

        await SucceedAsync("emailOpen", "--since-last", "--from", "-3d", "--to", "-5h", "--look-back", "2h");
        Server.Exports.Add("emailOpen", now.AddHours(-5.5), new { email = "late@example.com" });
        Server.Exports.Add("emailOpen", now.AddHours(-1), new { email = "new@example.com" });
        var asked = Server.Requests.Count;
        await SucceedAsync("emailOpen", "--since-last", "--from", "-3d", "--look-back", "2h");

        Assert.That((nothingBefore.ExitCode, nothingBefore.Errors), Is.EqualTo((ExitCode.Usage, nothingBefore.Errors)));
        Assert.That(nothingBefore.Errors, Does.Contain("--from"));
        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", now.AddDays(-4), now)).And.Count.EqualTo(302));
        Assert.That(Server.Requests.Count - asked, Is.LessThan(6), "what lies further back is left alone");
        AssertWhole("emailOpen");
    }

    [Test]
    public async Task Since_last_goes_on_from_when_an_export_ran_whose_period_ends_later()
    {
        var now = DateTimeOffset.UtcNow;
        Server.Exports.AddGenerated("emailOpen", 300, now.AddDays(-2), now.AddHours(-1));
        await SucceedAsync("emailOpen", "--from", "-3d", "--to", $"{now.AddDays(3):yyyy-MM-dd}");
        Server.Exports.Add("emailOpen", now.AddMinutes(-30), new { email = "late@example.com" });

        await SucceedAsync("emailOpen", "--since-last");

        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", now.AddDays(-4), now)).And.Count.EqualTo(301));
        AssertWhole("emailOpen");
    }

    [Test]
    public async Task An_export_that_brought_nothing_is_in_nobodys_way()
    {
        Server.Exports.AddGenerated("emailOpen", 50, Start, Start.AddDays(1));
        Server.Faults.For(IterableOperations.ExportDataJson).RespondError(HttpStatusCode.BadRequest, "BadParams");
        var mistyped = await ExportAsync("emailOpne", "--from", "2026-01-01", "--to", "2026-01-02");

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");

        Assert.That(mistyped.ExitCode, Is.EqualTo(ExitCode.Failure));
        AssertWhole("emailOpen");
    }

    [TestCase("--campaign", "2")]
    [TestCase("--only", "email")]
    [TestCase]
    public async Task What_is_of_one_campaign_is_not_replaced_by_what_is_of_another(params string[] selection)
    {
        Server.Exports.AddGenerated("emailOpen", 50, Start, Start.AddDays(1));
        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", "--campaign", "1");

        var (exitCode, _, errors) = await ExportAsync(["emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", .. selection]);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain("with --campaign 1").And.Contain("--out"));
        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", "--campaign", "1");
    }

    [Test]
    public async Task An_unfinished_export_is_gone_on_with_or_given_up_and_never_mixed_with_another()
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        Server.Faults.For(IterableOperations.ExportDataJson).After(1).RespondError(HttpStatusCode.BadRequest, "BadParams");
        await ExportAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-06");

        var other = await ExportAsync("emailOpen", "--from", "2026-01-02", "--to", "2026-01-06");
        var restarted = await ExportAsync("emailOpen", "--from", "2026-01-02", "--to", "2026-01-06", "--restart");

        Assert.That((other.ExitCode, restarted.ExitCode), Is.EqualTo((ExitCode.Usage, ExitCode.Success)), restarted.Errors);
        Assert.That(other.Errors, Does.Contain("unfinished export: emailOpen --from 2026-01-01 --to 2026-01-06").And.Contain("--restart"));
        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", Start.AddDays(1), Start.AddDays(5))));
        AssertWhole("emailOpen");
    }

    [Test]
    public async Task What_was_begun_and_does_not_count_is_removed_and_what_is_not_ours_stays()
    {
        Server.Exports.AddGenerated("emailOpen", 50, Start, Start.AddDays(1));
        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");
        string[] ours = ["20260101T000000Z-20260103T000000Z.ndjson", "20260101T000000Z-20260102T000000Z.0007~2.ndjson", "20260101T000000Z-20260102T000000Z.ndjson.part"];
        string[] others = ["notes.ndjson", .. new[] { "ndjson.gz", "ndjson.bak", "ndjson.part.gz", "parquet", "csv.part" }.Select(ending => $"20260101T000000Z-20260102T000000Z.{ending}")];
        foreach (var file in ours.Concat(others))
            File.WriteAllText(Path.Combine(Out, "emailOpen", file), "{}\n");

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");

        var listed = ListedFiles("emailOpen").Select(Path.GetFileName);
        Assert.That(Directory.EnumerateFiles(Path.Combine(Out, "emailOpen")).Select(Path.GetFileName), Is.EquivalentTo(others.Concat(listed)));
    }

    [Test]
    public async Task Files_whose_manifest_is_gone_are_left_alone()
    {
        Server.Exports.AddGenerated("emailOpen", 50, Start, Start.AddDays(1));
        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");
        var file = Path.Combine(Out, ListedFiles("emailOpen").Single());
        File.Delete(Path.Combine(Out, "manifest.json"));

        var (exitCode, _, errors) = await ExportAsync("emailOpen", "--from", "2026-02-01", "--to", "2026-02-02");

        Assert.That((exitCode, File.Exists(file)), Is.EqualTo((ExitCode.Usage, true)));
        Assert.That(errors, Does.Contain("no manifest.json").And.Contain("--out"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need rights there.")]
    public async Task A_folder_that_cannot_be_taken_is_said_with_the_reason()
    {
        Directory.CreateDirectory(Out);
        File.CreateSymbolicLink(Path.Combine(Out, ".itbl.lock"), ".itbl.lock");

        var (exitCode, _, errors) = await ExportAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(errors, Does.Contain("symbolic links"));
    }

    [Test]
    public async Task One_process_at_a_time_works_in_a_folder()
    {
        Server.Exports.AddGenerated("emailOpen", 50, Start, Start.AddDays(1));
        Directory.CreateDirectory(Out);
        using (new FileStream(Path.Combine(Out, ".itbl.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            var (exitCode, _, errors) = await ExportAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");
            Assert.That(exitCode, Is.EqualTo(ExitCode.Failure));
            Assert.That(errors, Does.Contain("used by another process").And.Contain("another itbl works in it"));
        }

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");
    }

    [TestCase("""{"name": "my app"}""", "is none of this version of itbl")]
    [TestCase("""{"itblManifest": 99}""", "is none of this version of itbl")]
    [TestCase("not JSON", "is no manifest of itbl")]
    [TestCase("""{"itblManifest": 1, "format": "ndjson", "types": {"emailOpen": null}}""", "is no manifest of itbl")]
    [TestCase("""{"itblManifest": 1, "format": "ndjson", "types": {"emailOpen": {"parts": [null]}}}""", "is no manifest of itbl")]
    [TestCase("""{"itblManifest": 1, "format": "ndjson", "types": {"emailOpen": {"parts": [{"file": "../../precious.txt"}]}}}""", "a part that is none of its own")]
    [TestCase("""{"itblManifest": 1, "format": "ndjson", "run": {"types": {"emailOpen": {"job": {"checkpoint": "?"}}}}}""", "checkpoint of an export job")]
    [TestCase("""{"itblManifest": 1, "format": "csv"}""", "holds an export as csv")]
    public async Task A_manifest_of_something_else_is_left_alone(string manifest, string message)
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "manifest.json"), manifest);

        var (exitCode, _, errors) = await ExportAsync("emailOpen", "--last", "7d");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain(message).And.Contain("--out"));
        Assert.That(File.ReadAllText(Path.Combine(Out, "manifest.json")), Is.EqualTo(manifest));
    }

    [TestCase("Which period?")]
    [TestCase("in different ways", "--from", "2026-01-01", "--last", "7d")]
    [TestCase("in different ways", "--range", "today", "--to", "2026-01-01")]
    [TestCase("--from is soon", "--from", "soon")]
    [TestCase("--last is 7", "--last", "7")]
    [TestCase("is empty", "--from", "2026-01-02", "--to", "2026-01-01")]
    [TestCase("--since-last", "--since-last")]
    [TestCase("is empty", "--to", "0001-01-01", "--last", "1d")]
    public async Task A_period_that_cannot_be_is_refused_before_anything_is_sent(string message, params string[] period)
    {
        var (exitCode, _, errors) = await ExportAsync(["emailOpen", .. period]);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain(message));
        Assert.That(Server.Requests, Is.Empty);
    }

    [TestCase("--campaign", "0")]
    [TestCase("--omit", "email,campaignId")]
    [TestCase("--only", "email", "--omit", "email")]
    public async Task Fields_and_campaigns_that_cannot_be_are_refused_before_the_folder_is_touched(params string[] selection)
    {
        var (exitCode, _, errors) = await ExportAsync(["emailOpen", "--last", "7d", .. selection]);

        Assert.That((exitCode, Directory.Exists(Out)), Is.EqualTo((ExitCode.Usage, false)));
        Assert.That(errors, Does.StartWith("--only, --omit or --campaign: "));
    }

    [TestCase("auto")]
    [TestCase("jobs")]
    public async Task A_field_with_a_comma_is_refused_where_a_job_may_be_asked_for_it(string how)
    {
        var (exitCode, _, errors) = await ExportAsync("emailOpen", "--last", "7d", "--only", "email,campaignId", "--how", how);

        Assert.That((exitCode, Directory.Exists(Out)), Is.EqualTo((ExitCode.Usage, false)), errors);
        Assert.That(errors, Does.StartWith("--only email,campaignId: ").And.Contain("--only email --only campaignId"));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_field_with_a_comma_is_exported_in_windows()
    {
        Server.Exports.Add("emailOpen", Start, new Dictionary<string, object> { ["email"] = "ada@example.com", ["a,b"] = 1 });

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", "--only", "a,b", "--how", "windows");

        Assert.That(Server.Requests.Single().Query["onlyFields"], Is.EqualTo(new[] { "a,b" }));
    }

    [TestCase("windows")]
    [TestCase("jobs")]
    public async Task Since_last_leaves_no_gap_after_a_run_whose_clock_was_ahead(string how)
    {
        var now = DateTimeOffset.UtcNow;
        string[] command = ["emailOpen", "--since-last", "--from", $"{now.AddDays(-3):yyyy-MM-dd}", "--how", how];
        Server.Exports.AddGenerated("emailOpen", 100, now.AddDays(-2), now.AddHours(-2));
        await using (var ahead = NewExport())
        {
            ahead.Time = new LeapingTime(TimeSpan.FromDays(2));
            Assert.That(await ahead.RunAsync(["export", .. command, "--out", Out]), Is.EqualTo(ExitCode.Success), ahead.Errors);
        }

        Server.Exports.Add("emailOpen", now.AddMinutes(-10), new { email = "late@example.com" });
        await SucceedAsync(command);

        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", now.AddDays(-3), now.AddDays(2))).And.Count.EqualTo(101));
        AssertWhole("emailOpen");
    }

    [Test]
    public async Task A_type_that_is_a_path_is_refused_and_one_that_is_not_known_is_warned_of()
    {
        var path = await ExportAsync("../emailOpen", "--last", "7d");
        var unknown = await ExportAsync("emailOpne", "--last", "1h");

        Assert.That((path.ExitCode, path.Errors), Is.EqualTo((ExitCode.Usage, path.Errors)));
        Assert.That(path.Errors, Does.StartWith("../emailOpen is no type of data."));
        Assert.That(unknown.Errors, Does.StartWith("Warning: emailOpne is no type of data that this version of itbl knows."));
    }

    [Test]
    public async Task Types_are_completed()
    {
        await using var run = NewRun();
        await run.RunAsync("[suggest:18]", "itbl export emailO");

        Assert.That(run.Output.Split('\n').Select(line => line.Trim()), Has.Member("emailOpen"));
    }
}
