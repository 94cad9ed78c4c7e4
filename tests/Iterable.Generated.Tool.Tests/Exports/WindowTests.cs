using System.Net;
using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Exports;

public class WindowTests : ExportTests
{
    [Test]
    public async Task A_period_becomes_files_of_windows_that_have_each_record_once()
    {
        Server.Exports.AddGenerated("emailOpen", 3_000, Start, Start.AddDays(20));
        Server.Exports.AddGenerated("emailClick", 500, Start, Start.AddDays(20), seed: 1);

        var output = await SucceedAsync("emailOpen", "emailClick", "--from", "2026-01-02", "--to", "2026-01-12T06:00:00Z");

        var end = Start.AddDays(11).AddHours(6);
        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", Start.AddDays(1), end)));
        Assert.That(Records("emailClick"), Is.EqualTo(await ExpectedAsync("emailClick", Start.AddDays(1), end)));
        Assert.That(ListedFiles("emailOpen"), Has.Count.GreaterThan(2).And.All.Match(@"^emailOpen/20260\d{3}T\d{6}Z-20260\d{3}T\d{6}Z\.ndjson$"));
        Assert.That(output, Does.Match(@"emailOpen: [\d,]+ records in \d files? below .*emailOpen\r?\nemailClick: \d+ records"));
        AssertWhole("emailOpen", "emailClick");
    }

    [Test]
    public async Task CSV_comes_with_a_header_in_each_file_and_its_rows_are_counted()
    {
        Server.Exports.AddGenerated("emailOpen", 300, Start, Start.AddDays(3));

        var output = await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-04", "--format", "csv", "--json");

        Assert.That((long?)JObject.Parse(output).SelectToken("$.types.emailOpen.records"), Is.EqualTo(300), "with line breaks inside of quotes");
        Assert.That(ListedFiles("emailOpen"), Has.Count.EqualTo(2).And.All.EndsWith(".csv"));
        Assert.That(ListedFiles("emailOpen").Select(file => File.ReadLines(Path.Combine(Out, file)).First()), Is.All.StartsWith("createdAt,email,"));
        AssertWhole("emailOpen");
    }

    [Test]
    public async Task A_window_without_records_leaves_no_file()
    {
        Server.Exports.AddGenerated("emailOpen", 10, Start, Start.AddHours(1));

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-02-01");

        Assert.That(ListedFiles("emailOpen"), Has.Count.EqualTo(1));
        AssertWhole("emailOpen");
    }

    [Test]
    public async Task A_body_that_breaks_off_is_asked_for_again_in_shorter_windows_and_nothing_is_lost_or_doubled()
    {
        Server.Exports.AddGenerated("emailOpen", 1_000, Start, Start.AddDays(4));
        Server.Faults.For(IterableOperations.ExportDataJson).CutBody(afterBytes: 5_000);
        Server.Faults.For(IterableOperations.ExportDataJson).EndBody(afterBytes: 3_000, """{"createdAt": "2026-""");
        Server.Faults.For(IterableOperations.ExportDataJson).EndBody(afterBytes: 0, """{"msg": "failed", "code": "GenericError", "params": null}""");
        Server.Faults.For(IterableOperations.ExportDataJson).After(4).RespondHtml(HttpStatusCode.BadGateway);

        var (exitCode, _, errors) = await ExportAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-05");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), errors);
        Assert.That(Server.Faults.Pending, Is.Zero);
        Assert.That(errors, Does.Contain("It is tried again."));
        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", Start, Start.AddDays(4))));
        AssertWhole("emailOpen");
    }

    [TestCase("ndjson")]
    [TestCase("parquet")]
    public async Task A_line_that_cannot_be_read_is_counted_once_however_often_its_window_is_asked_for(string format)
    {
        Server.Exports.AddGenerated("emailOpen", 100, Start, Start.AddDays(1));
        Server.Faults.For(IterableOperations.ExportDataJson).EndBody(afterBytes: 0, "no JSON\n{\"createdAt\": \"2026-");
        Server.Faults.For(IterableOperations.ExportDataJson).Respond(HttpStatusCode.OK, "no JSON\n{\"email\":\"ada@example.com\"}\n", "application/json");

        var (exitCode, _, errors) = await ExportAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", "--format", format);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), errors);
        Assert.That(errors, Does.Contain("It is tried again.").And.Contain("1 record cannot be read"));
    }

    [Test]
    public async Task A_type_that_is_refused_fails_alone_and_the_same_command_goes_on_with_the_period_it_began_with()
    {
        Server.Exports.AddGenerated("emailOpen", 200, Start, Start.AddDays(4));
        Server.Exports.AddGenerated("emailClick", 200, Start, Start.AddDays(4), seed: 1);
        Server.Faults.For(IterableOperations.ExportDataJson).When(call => call.Query["dataTypeName"][0] == "emailClick").After(1).RespondError(HttpStatusCode.BadRequest, "BadParams");
        string[] command = ["emailOpen", "emailClick", "--from", "2026-01-01", "--to", "now"];

        var failed = await ExportAsync(command);
        var asked = Server.Requests.Count;
        var period = (DateTime)Manifest().SelectToken("$.run.types.emailClick.end")!;
        var second = await ExportAsync(command);

        Assert.That((failed.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Failure, ExitCode.Success)), second.Errors);
        Assert.That(failed.Errors, Does.Contain("emailClick: ").And.Contain("the same command goes on from there"));
        Assert.That(second.Errors, Does.Contain("Goes on with an unfinished export: 1 of 2 types were done."));
        Assert.That(Server.Requests.Skip(asked).Select(request => request.Query["dataTypeName"][0]), Is.All.EqualTo("emailClick"));
        Assert.That(Server.Requests.Last().Query["endDateTime"], Is.EqualTo(new[] { $"{period:yyyy-MM-dd HH:mm:ss} +00:00" }));
        Assert.That(second.Output, Does.StartWith("emailOpen: 200 records in ").And.Contain("emailClick: 200 records in "), "with what was done before");
        Assert.That(Records("emailClick"), Is.EqualTo(await ExpectedAsync("emailClick", Start, Start.AddDays(4))));
        AssertWhole("emailOpen", "emailClick");
    }

    [Test]
    public async Task Ctrl_C_ends_it_with_what_is_done_and_the_same_command_goes_on()
    {
        Server.Exports.AddGenerated("emailOpen", 2_000, Start, Start.AddDays(40));
        Server.Faults.For(IterableOperations.ExportDataJson).After(2).StallBody(10_000, TimeSpan.FromHours(1));
        string[] command = ["export", "emailOpen", "--from", "2026-01-01", "--to", "2026-02-10", "--out", Out];
        await using (var first = NewExport())
        {
            var running = first.RunAsync(command);
            await Reached(IterableOperations.ExportDataJson, 3, running);
            Assert.That(await first.StopAsync(), Is.EqualTo(ExitCode.Interrupted));
            Assert.That(first.Errors, Does.Contain("Interrupted.").And.Contain("the same command goes on from there"));
        }

        Assert.That(ListedFiles("emailOpen"), Has.Count.EqualTo(2));
        await using var second = NewExport();
        Assert.That(await second.RunAsync(command), Is.EqualTo(ExitCode.Success), second.Errors);
        Assert.That(Records("emailOpen"), Is.EqualTo(await ExpectedAsync("emailOpen", Start, Start.AddDays(40))));
        AssertWhole("emailOpen");
    }

    private async Task Reached(IterableOperation operation, int count, Task running)
    {
        while (Server.Requests.To(operation).Count < count)
        {
            Assert.That(running.IsCompleted, Is.False);
            await Task.Yield();
        }
    }
}
