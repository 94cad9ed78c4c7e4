using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports;

public class ProgressTests : ExportTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_person_sees_bars_with_records_and_rate_and_the_result_is_the_same(bool withoutColour)
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        await using var run = NewExport();
        run.IsErrorTerminal = true;
        if (withoutColour)
            run.Environment["NO_COLOR"] = "1";

        var exitCode = await run.RunAsync("export", "emailOpen", "--from", "2026-01-01", "--to", "2026-01-06", "--out", Out);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), run.Errors);
        Assert.That(run.Errors, Does.Contain("emailOpen 500 records").And.Contain("100%").And.Contain("/s)").And.Contain("emailOpen: 2026-01-01 00:00:00 to 2026-01-02 00:00:00: "));
        Assert.That(run.Errors.Contains("\u001b[38;5;", StringComparison.Ordinal) || run.Errors.Contains("\u001b[32m", StringComparison.Ordinal) || run.Errors.Contains("\u001b[9", StringComparison.Ordinal), Is.EqualTo(!withoutColour));
        Assert.That(run.Output, Does.StartWith("emailOpen: 500 records in 3 files below "));
        Assert.That(run.Output.Contains('\u001b', StringComparison.Ordinal), Is.False);
    }

    [Test]
    public async Task A_failure_below_bars_is_said_as_without_them()
    {
        Server.Faults.For(IterableOperations.ExportDataJson).Always().RespondError(System.Net.HttpStatusCode.BadRequest, "BadParams");
        await using var run = NewExport();
        run.IsErrorTerminal = true;

        var exitCode = await run.RunAsync("export", "emailOpen", "--from", "2026-01-01", "--to", "2026-01-06", "--out", Out);

        Assert.That((exitCode, run.Output), Is.EqualTo((ExitCode.Failure, "")));
        Assert.That(run.Errors, Does.Contain("the same command goes on from there"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There is no SIGINT to send to another process.")]
    public async Task Ctrl_C_ends_the_process_with_130_and_says_how_to_go_on()
    {
        Server.Exports.AddGenerated("emailOpen", 500, Start, Start.AddDays(5));
        Server.Faults.For(IterableOperations.ExportDataJson).After(1).StallBody(100, TimeSpan.FromHours(1));
        using var tool = ToolProcess.Start(
            new Dictionary<string, string> { ["ITERABLE_BASE_ADDRESS"] = Server.BaseAddress.ToString(), ["ITERABLE_API_KEY"] = Server.ApiKey },
            "export", "emailOpen", "--from", "2026-01-01", "--to", "2026-01-06", "--no-rate-limit", "--out", Out);

        await tool.LinesAsync(1);
        tool.Interrupt();

        Assert.That((await tool.WaitAsync(), await tool.Errors), Is.EqualTo((ExitCode.Interrupted, await tool.Errors)));
        Assert.That(await tool.Errors, Does.Contain("Interrupted. What is done stays; the same command goes on from there."));
        Assert.That(ListedFiles("emailOpen"), Has.Count.EqualTo(1));
    }
}
