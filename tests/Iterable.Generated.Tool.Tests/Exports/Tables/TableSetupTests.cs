using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports.Tables;

public class TableSetupTests(string format) : TableTests(format)
{
    private static readonly string[] Day = ["emailOpen", "--from", "2026-01-01", "--to", "2026-01-02"];

    [SetUp]
    public void AddRecords() => Server.Exports.AddGenerated("emailOpen", 50, Start, Start.AddDays(1));

    [Test]
    public async Task A_table_whose_column_is_another_one_is_said_and_left_alone()
    {
        await SucceedAsync(Day);
        await QueryAsync($"alter table {Opens} alter column {Column("campaignId")} type {Database.Types.Text}");

        var (exitCode, _, errors) = await ExportAsync(Day);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain($"The column {Database.Name("campaignId")} of the table {Database.Name("emailOpen")} of ").And.Contain($"is {Database.Types.Text}, and should be {Database.Types.Integer}"));
        Assert.That(await CountAsync(Opens), Is.EqualTo(50));
        Assert.That(Server.Requests, Has.Count.EqualTo(1), "nothing was asked for the second time");
    }

    [Test]
    public async Task A_table_that_lacks_a_column_is_said_with_the_statement_that_adds_it()
    {
        await SucceedAsync(Day);
        await QueryAsync($"alter table {Opens} drop column {Column("workflowName")}");

        var (exitCode, _, errors) = await ExportAsync(Day);

        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Usage, errors)));
        Assert.That(errors, Does.Contain($"has no column {Database.Name("workflowName")}. Run ALTER TABLE "));
        await QueryAsync(errors[errors.IndexOf("ALTER", StringComparison.Ordinal)..errors.IndexOf(", or give", StringComparison.Ordinal)]);
        await SucceedAsync(Day);
        Assert.That(await CountAsync($"{Opens} where {Column("workflowName")} is not null"), Is.EqualTo(await CountAsync($"{Opens} where {Column("workflowId")} is not null")));
    }

    [Test]
    public async Task A_table_can_have_columns_and_rows_of_its_owners()
    {
        await SucceedAsync(Day);
        await QueryAsync($"alter table {Opens} add column note {Database.Types.Text} default 'mine'");
        await QueryAsync($"insert into {Opens} (email) values ('of-nobody@example.com')");

        await SucceedAsync(Day);

        Assert.That(await CountAsync($"{Opens} where note = 'mine'"), Is.EqualTo(51));
    }

    [Test]
    public async Task Records_that_no_manifest_lists_are_left_alone_and_not_doubled()
    {
        await SucceedAsync(Day);
        await QueryAsync("drop table itbl_manifest");

        var (exitCode, _, errors) = await ExportAsync(Day);

        Assert.That((exitCode, await CountAsync(Opens)), Is.EqualTo((ExitCode.Usage, 50)));
        Assert.That(errors, Does.Contain("would have them twice"));
    }

    [TestCase("not JSON", "is no manifest of itbl")]
    [TestCase("""{"itblManifest": 99}""", "is none of this version of itbl")]
    [TestCase("""{"itblManifest": 1, "format": "FORMAT", "types": {"emailOpen": {"parts": [{"file": "x') or true --"}]}}}""", "a part that is none of its own")]
    [TestCase("""{"itblManifest": 1, "format": "FORMAT", "selection": "--campaign 1"}""", "with --campaign 1")]
    public async Task A_manifest_of_something_else_is_left_alone(string manifest, string message)
    {
        await SucceedAsync(Day);
        manifest = manifest.Replace("FORMAT", Database.Format, StringComparison.Ordinal);
        await QueryAsync($"update itbl_manifest set manifest = '{manifest.Replace("'", "''", StringComparison.Ordinal)}'");

        var (exitCode, _, errors) = await ExportAsync(Day);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain(message));
        Assert.That((await ValueAsync("select manifest from itbl_manifest"), await CountAsync(Opens)), Is.EqualTo((manifest, 50)));
    }

    [Test]
    public async Task Types_that_would_be_one_table_are_refused()
    {
        var (exitCode, _, errors) = await ExportAsync(["EmailOpen", .. Day]);

        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Usage, errors)));
        Assert.That(errors, Does.Contain($"EmailOpen and emailOpen would be the one table {(Database.Format == "duckdb" ? "EmailOpen" : "email_open")}."));
    }

    [Test]
    public async Task A_second_process_is_refused_while_the_first_one_works()
    {
        await SucceedAsync(Day);
        await using (await Database.TakeAsync(Place))
        {
            using var second = ToolProcess.Start(
                new Dictionary<string, string>(Database.Environment) { ["ITERABLE_BASE_ADDRESS"] = Server.BaseAddress.ToString(), ["ITERABLE_API_KEY"] = Server.ApiKey }, Command(Day));
            Assert.That(await second.WaitAsync(), Is.EqualTo(ExitCode.Failure));
            Assert.That(await second.Errors, Does.Contain("cannot be taken: ").And.Contain("give another "));
        }

        await SucceedAsync(Day);
    }
}
