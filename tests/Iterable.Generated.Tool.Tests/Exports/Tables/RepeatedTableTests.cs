using System.Net;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Exports.Tables;

public class RepeatedTableTests(string format) : TableTests(format)
{
    private static readonly string[] FiveDays = ["emailOpen", "--from", "2026-01-01", "--to", "2026-01-06"];

    [Test]
    public async Task A_period_that_was_exported_before_is_replaced_with_the_records_that_came_late()
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        await SucceedAsync(FiveDays);
        Server.Exports.Add("emailOpen", Start.AddDays(2), new { messageId = "late" });

        await SucceedAsync(FiveDays);

        await AssertHasAsync(Enumerable.Range(0, 500), "late");
    }

    [Test]
    public async Task Periods_that_overlap_double_nothing()
    {
        Server.Exports.AddGenerated("emailOpen", 3_000, Start, Start.AddDays(30));

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-12");
        await SucceedAsync("emailOpen", "--from", "2026-01-05T07:00:00", "--to", "2026-01-21");
        await SucceedAsync("emailOpen", "--from", "2026-01-03T01:00:00", "--to", "2026-01-03T02:00:00");

        await AssertHasAsync(Enumerable.Range(0, 2_000));
    }

    [Test]
    public async Task Records_without_a_time_are_replaced_with_the_others_of_their_period()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Server.Faults.For(IterableOperations.ExportDataJson).Respond(HttpStatusCode.OK, """{"messageId":"a","createdAt":"soon"}""" + "\n" + """{"messageId":"b"}""" + "\n", "application/json");
            await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");
        }

        Assert.That(await MessageIdsAsync("emailOpen"), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Since_last_goes_on_where_the_last_export_ended()
    {
        var now = DateTimeOffset.UtcNow;
        Server.Exports.AddGenerated("emailOpen", 300, now.AddDays(-2), now.AddHours(-6));
        await SucceedAsync("emailOpen", "--since-last", "--from", "-3d", "--to", "-5h", "--look-back", "2h");
        Server.Exports.Add("emailOpen", now.AddHours(-5.5), new { messageId = "late" });
        Server.Exports.Add("emailOpen", now.AddHours(-1), new { messageId = "new" });

        await SucceedAsync("emailOpen", "--since-last", "--from", "-3d", "--look-back", "2h");

        await AssertHasAsync(Enumerable.Range(0, 300), "late", "new");
    }

    [Test]
    public async Task Nothing_is_seen_of_a_run_until_it_is_at_its_end_and_the_same_command_goes_on()
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        await SucceedAsync(FiveDays);
        var before = await QueryAsync($"select _part, {Column("messageId")} from {Opens} order by 2");
        Server.Exports.Add("emailOpen", Start.AddHours(1), new { messageId = "late" });
        Server.Faults.For(IterableOperations.ExportDataJson).After(2).RespondError(HttpStatusCode.BadRequest, "BadParams");

        var failed = await ExportAsync(FiveDays);
        var between = await QueryAsync($"select _part, {Column("messageId")} from {Opens} order by 2");
        var asked = Server.Requests.Count;
        var second = await ExportAsync(FiveDays);

        Assert.That((failed.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Failure, ExitCode.Success)), second.Errors);
        Assert.That(between, Is.EqualTo(before));
        Assert.That(Server.Requests.Count - asked, Is.EqualTo(2), "the three days that were done are not asked for again");
        await AssertHasAsync(Enumerable.Range(0, 500), "late");
    }

    [Test]
    public async Task An_unfinished_run_is_given_up_with_what_it_has_brought()
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        Server.Faults.For(IterableOperations.ExportDataJson).After(1).RespondError(HttpStatusCode.BadRequest, "BadParams");
        await ExportAsync(FiveDays);

        var other = await ExportAsync("emailOpen", "--from", "2026-01-02", "--to", "2026-01-06");
        await SucceedAsync("emailOpen", "--from", "2026-01-02", "--to", "2026-01-06", "--restart");

        Assert.That((other.ExitCode, other.Errors), Is.EqualTo((ExitCode.Usage, other.Errors)));
        Assert.That(other.Errors, Does.Contain("unfinished export: emailOpen --from 2026-01-01 --to 2026-01-06").And.Contain("--restart"));
        await AssertHasAsync(Enumerable.Range(100, 400));
    }

    [Test]
    public async Task Files_of_jobs_that_fail_or_are_cut_do_not_count()
    {
        Server.Exports.AddGenerated("emailOpen", 1_000, Start, Start.AddDays(10));
        Server.Exports.AddGenerated("emailClick", 700, Start, Start.AddDays(10), seed: 1);
        Server.Exports.Jobs.MaxFileSize = 10_000;
        Server.Exports.Jobs.TruncateAt = 200_000;
        Server.Exports.Jobs.FailNext(afterFiles: 3, jobs: 2);

        await SucceedAsync("emailOpen", "emailClick", "--from", "2026-01-01", "--to", "2026-01-11", "--how", "jobs");

        Assert.That(Server.Exports.Jobs.Count, Is.GreaterThan(4));
        Assert.That(await MessageIdsAsync("emailOpen"), Is.EqualTo(Generated(Enumerable.Range(0, 1_000))));
        Assert.That(await MessageIdsAsync("emailClick"), Is.EqualTo(Generated(Enumerable.Range(0, 700))));
        await AssertWholeAsync("emailOpen", "emailClick");
    }

    [Test]
    public async Task Staged_records_that_are_not_there_any_more_are_missed_and_rows_of_nobody_go()
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        Server.Faults.For(IterableOperations.ExportDataJson).After(2).RespondError(HttpStatusCode.BadRequest, "BadParams");
        await ExportAsync(FiveDays);
        await QueryAsync($"delete from itbl_staging where {Column("messageId")} = 'generated-7'");
        await QueryAsync("insert into itbl_staging (_part) values ('emailOpen/20260101T000000Z-20260103T000000Z')");

        var missed = await ExportAsync(FiveDays);
        var rows = await CountAsync(Opens);
        await SucceedAsync([.. FiveDays, "--restart"]);

        Assert.That((missed.ExitCode, rows), Is.EqualTo((ExitCode.Failure, 0)), missed.Errors);
        Assert.That(missed.Errors, Does.Contain("has 499 of the 500 records").And.Contain("--restart"));
        await AssertHasAsync(Enumerable.Range(0, 500));
    }

    [Test]
    public async Task A_staging_table_that_is_gone_is_said_before_anything_is_asked_for()
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        Server.Faults.For(IterableOperations.ExportDataJson).After(2).RespondError(HttpStatusCode.BadRequest, "BadParams");
        await ExportAsync(FiveDays);
        await QueryAsync("drop table itbl_staging");
        var asked = Server.Requests.Count;

        var missed = await ExportAsync(FiveDays);
        Assert.That((missed.ExitCode, Server.Requests.Count), Is.EqualTo((ExitCode.Usage, asked)), missed.Errors);
        Assert.That(missed.Errors, Does.Contain("itbl_staging").And.Contain("--restart"));
        await SucceedAsync([.. FiveDays, "--restart"]);

        await AssertHasAsync(Enumerable.Range(0, 500));
    }

    private async Task AssertHasAsync(IEnumerable<int> generated, params string[] others)
    {
        Assert.That(await MessageIdsAsync("emailOpen"), Is.EqualTo(Generated(generated).Concat(others).Order(StringComparer.Ordinal)));
        await AssertWholeAsync("emailOpen");
    }

    private static IEnumerable<string> Generated(IEnumerable<int> indexes) => indexes.Select(index => $"generated-{index}").Order(StringComparer.Ordinal);
}
