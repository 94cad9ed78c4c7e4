using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Exports;

public class JobTests : ExportTests
{
    private static readonly string[] Command = ["emailOpen", "--from", "2026-01-01", "--to", "2026-01-11", "--how", "jobs"];

    [SetUp]
    public void AddRecords()
    {
        Server.Exports.AddGenerated("emailOpen", 1_000, Start, Start.AddDays(10));
        Server.Exports.Jobs.MaxFileSize = 10_000;
    }

    [Test]
    public async Task Each_file_of_a_job_becomes_a_file()
    {
        await SucceedAsync(Command);

        Assert.That(ListedFiles("emailOpen"), Has.Count.EqualTo(Server.Exports.Jobs.Single().Files.Count).And.Count.GreaterThan(15).And.All.Match(@"\.\d{4}\.ndjson$"));
        await AssertExportedAsync();
    }

    [Test]
    public async Task Four_types_run_at_once_and_are_whole()
    {
        string[] types = ["emailOpen", "emailClick", "emailSend", "customEvent"];
        foreach (var type in types.Skip(1))
            Server.Exports.AddGenerated(type, 700, Start, Start.AddDays(10), seed: type.Length);

        await SucceedAsync([.. types, .. Command.Skip(1)]);

        foreach (var type in types)
            Assert.That(Records(type), Is.EqualTo(await ExpectedAsync(type, Start, Start.AddDays(10))), type);
        AssertWhole(types);
    }

    [TestCase("ndjson")]
    [TestCase("parquet")]
    public async Task A_line_of_a_file_that_cannot_be_read_is_counted_once(string format)
    {
        Server.Faults.ForExportFiles().Times(1).Respond(System.Net.HttpStatusCode.OK, "{\"email\":\"ada@example.com\"}\nno JSON\n", "application/json");

        var (_, _, errors) = await ExportAsync([.. Command, "--format", format]);

        Assert.That(errors, Does.Contain("1 record cannot be read"));
    }

    [Test]
    public async Task A_run_that_ended_among_the_files_of_a_job_goes_on_with_the_next_one()
    {
        Server.Faults.ForExportFiles().After(5).Times(1).Respond(System.Net.HttpStatusCode.NotFound);

        var failed = await ExportAsync(Command);
        var listed = ListedFiles("emailOpen").Count;
        await SucceedAsync(Command);

        Assert.That((failed.ExitCode, listed), Is.EqualTo((ExitCode.Failure, 5)));
        Assert.That(Server.Exports.Jobs.Count, Is.EqualTo(1), "the job is taken up");
        Assert.That(Server.Exports.Jobs.Single().Files.Select(file => file.Downloads), Is.All.EqualTo(1));
        await AssertExportedAsync();
    }

    [Test]
    public async Task Links_that_expire_and_transfers_that_break_are_made_again()
    {
        Server.Faults.ForExportFiles().After(2).RespondExpiredLink();
        Server.Faults.ForExportFiles().After(6).CutBody(afterBytes: 500);

        await SucceedAsync(Command);

        Assert.That(Server.Faults.Pending, Is.Zero);
        await AssertExportedAsync();
    }

    [Test]
    public async Task A_job_that_fails_is_started_anew_and_its_files_do_not_count()
    {
        Server.Exports.Jobs.FailNext(afterFiles: 3, jobs: 2);

        await SucceedAsync(Command);

        Assert.That(Server.Exports.Jobs.Count, Is.EqualTo(3));
        await AssertExportedAsync();
    }

    [TestCase("ndjson")]
    [TestCase("parquet")]
    public async Task A_line_of_a_job_that_failed_does_not_count(string format)
    {
        Server.Faults.ForExportFiles().Times(1).Respond(System.Net.HttpStatusCode.OK, "{\"email\":\"ada@example.com\"}\nno JSON\n", "application/json");
        Server.Exports.Jobs.FailNext(afterFiles: 3);

        var (exitCode, _, errors) = await ExportAsync([.. Command, "--format", format]);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), errors);
        Assert.That(errors, Does.Contain("It is tried again.").And.Not.Contain("cannot be read"));
    }

    [Test]
    public async Task A_job_that_is_not_there_any_more_is_started_anew()
    {
        Server.Faults.ForExportFiles().After(5).Times(1).Respond(System.Net.HttpStatusCode.NotFound);
        await ExportAsync(Command);
        var manifest = Path.Combine(Out, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace($"\"{Server.Exports.Jobs.Single().Id}/", "\"999999/", StringComparison.Ordinal));

        await SucceedAsync(Command);

        Assert.That(Server.Exports.Jobs.Count, Is.EqualTo(2));
        await AssertExportedAsync();
    }

    [Test]
    public async Task A_job_that_is_cut_is_exported_again_in_halves()
    {
        Server.Exports.Jobs.TruncateAt = 60_000;

        await SucceedAsync(Command);

        Assert.That(Server.Exports.Jobs.Count, Is.GreaterThan(3));
        await AssertExportedAsync();
    }

    [Test]
    public async Task A_job_of_a_single_second_that_is_cut_is_said_and_not_tried_again()
    {
        Server.Exports.AddGenerated("emailSend", 500, Start, Start.AddSeconds(1));
        Server.Exports.Jobs.TruncateAt = 20_000;

        var (exitCode, _, errors) = await ExportAsync("emailSend", "--from", "2026-01-01T00:00:00", "--to", "2026-01-01T00:00:01", "--how", "jobs");

        Assert.That((exitCode, Server.Exports.Jobs.Count), Is.EqualTo((ExitCode.Failure, 1)), errors);
        Assert.That(errors, Does.Contain("Export shorter windows"));
    }

    [Test]
    public async Task A_small_rest_is_exported_in_windows_and_a_large_one_by_a_job()
    {
        Server.Exports.AddGenerated("emailSend", 2_000, Start, Start.AddHours(1));

        var small = await ExportAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-11");
        var large = await ExportAsync("emailSend", "--from", "2026-01-01", "--to", "2029-01-01");

        Assert.That((small.ExitCode, large.ExitCode), Is.EqualTo((ExitCode.Success, ExitCode.Success)), large.Errors);
        Assert.That(large.Errors, Does.Contain("emailSend: the rest is large, and is exported by jobs"));
        Assert.That(Server.Exports.Jobs.Count, Is.EqualTo(1));
        Assert.That(Records("emailSend"), Is.EqualTo(await ExpectedAsync("emailSend", Start, Start.AddDays(1))));
        AssertWhole("emailOpen", "emailSend");
    }

    [TestCase("ndjson")]
    [TestCase("parquet")]
    public async Task A_rest_is_large_by_what_the_service_sends_whatever_becomes_of_it(string format)
    {
        Server.Exports.AddGenerated("emailSend", 4_000, Start, Start.AddHours(1));

        var (exitCode, _, errors) = await ExportAsync("emailSend", "--from", "2026-01-01", "--to", "2027-03-01", "--format", format);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), errors);
        Assert.That(errors, Does.Contain("emailSend: the rest is large, and is exported by jobs"));
    }

    [TestCase("1h", 2)]
    [TestCase("3d", 4)]
    public async Task Since_last_leaves_what_jobs_exported_long_ago_alone(string lookBack, int days)
    {
        var now = DateTimeOffset.UtcNow;
        Server.Exports.AddGenerated("emailSend", 500, now.AddDays(-10), now.AddHours(-1));
        string[] command = ["emailSend", "--since-last", "--from", "-11d", "--how", "jobs", "--look-back", lookBack];

        await SucceedAsync(command);
        var before = Server.Exports.Jobs.Count;
        Server.Exports.Add("emailSend", now.AddMinutes(-30), new { email = "late@example.com" });
        await SucceedAsync(command);

        Assert.That(Server.Exports.Jobs.Skip(before).Select(job => job.Start), Is.All.GreaterThan(now.AddDays(-days)));
        Assert.That(Records("emailSend"), Is.EqualTo(await ExpectedAsync("emailSend", now.AddDays(-11), now)).And.Count.EqualTo(501));
        AssertWhole("emailSend");
    }

    [Test]
    public async Task Since_last_leaves_alone_what_jobs_exported_of_a_period_that_ends_later()
    {
        var now = DateTimeOffset.UtcNow;
        Server.Exports.AddGenerated("emailSend", 500, now.AddDays(-10), now.AddHours(-1));
        string[] command = ["emailSend", "--since-last", "--from", "-11d", "--to", $"{now.AddDays(9):yyyy-MM-dd}", "--how", "jobs"];

        await SucceedAsync(command);
        var before = Server.Exports.Jobs.Count;
        await SucceedAsync(command);

        Assert.That(Server.Exports.Jobs.Skip(before).Select(job => job.Start), Is.All.GreaterThan(now.AddDays(-2)));
        Assert.That(Records("emailSend"), Is.EqualTo(await ExpectedAsync("emailSend", now.AddDays(-11), now)));
        AssertWhole("emailSend");
    }

    private async Task AssertExportedAsync()
    {
        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", Start, Start.AddDays(10))));
        AssertWhole("emailOpen");
    }
}
