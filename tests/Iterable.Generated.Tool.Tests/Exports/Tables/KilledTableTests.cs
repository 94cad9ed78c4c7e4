using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports.Tables;

/// <summary>An export to tables that is killed at any moment. More kills come with <c>ITERABLE_PROPERTY_CASES</c>.</summary>
[Explicit(ToolProcess.Slow), Category(nameof(ToolProcess.Slow))]
public class KilledTableTests(string format) : TableTests(format)
{
    [TestCase("windows")]
    [TestCase("jobs")]
    public async Task Killed_at_any_moment_and_started_again_it_ends_with_each_record_once(string how)
    {
        // From one moment to another, and always the same ones.
        var dice = new Random(20_260_102);
        using var temporary = new Folder();
        Server.Exports.AddGenerated("emailOpen", 4_000, Start, Start.AddDays(700));
        Server.Exports.AddGenerated("emailClick", 4_000, Start, Start.AddDays(700), seed: 1);
        Server.Exports.Jobs.MaxFileSize = 100_000;
        var environment = new Dictionary<string, string>(Database.Environment)
        {
            ["ITERABLE_BASE_ADDRESS"] = Server.BaseAddress.ToString(), ["ITERABLE_API_KEY"] = Server.ApiKey, ["TMPDIR"] = temporary.Path, ["TMP"] = temporary.Path,
        };
        string[] command = Command("emailOpen", "emailClick", "--from", "2026-01-01", "--to", "2027-11-01", "--how", how, "--no-rate-limit");
        for (var kills = 0; kills < KilledExportTests.Times;)
        {
            using var tool = ToolProcess.Start(environment, command);
            // One that has come to its end is begun anew, over what it has exported.
            if (await tool.KilledAsync(lines: dice.Next(10), after: TimeSpan.FromMilliseconds(dice.Next(20))))
                kills++;
            else
                await AssertSameAsync();
        }

        using (var last = ToolProcess.Start(environment, command))
            Assert.That(await last.WaitAsync(), Is.EqualTo(ExitCode.Success), await last.Errors);
        await AssertSameAsync();

        async Task AssertSameAsync()
        {
            // Records lie evenly in 700 days, of which the period has 669.
            var expected = Enumerable.Range(0, 4_000).Where(index => index * 700.0 / 4_000 < 669).Select(index => $"generated-{index}").Order(StringComparer.Ordinal).ToList();
            foreach (var type in new[] { "emailOpen", "emailClick" })
                Assert.That(await MessageIdsAsync(type), Is.EqualTo(expected), type);
            await AssertWholeAsync("emailOpen", "emailClick");
            Assert.That(Directory.EnumerateFileSystemEntries(temporary.Path), Has.None.Contains("itbl-"));
        }
    }
}
