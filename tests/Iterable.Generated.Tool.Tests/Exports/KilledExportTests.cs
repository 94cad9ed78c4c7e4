using System.Globalization;
using System.Text.RegularExpressions;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports;

/// <summary>An export that is killed at any moment. More kills come with <c>ITERABLE_PROPERTY_CASES</c>.</summary>
[Explicit(ToolProcess.Slow), Category(nameof(ToolProcess.Slow))]
public class KilledExportTests : ExportTests
{
    internal static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("ITERABLE_PROPERTY_CASES") is { Length: > 0 } more ? more : "6", CultureInfo.InvariantCulture);

    [TestCase("ndjson", "windows")]
    [TestCase("csv", "windows")]
    [TestCase("parquet", "windows")]
    [TestCase("ndjson", "jobs")]
    [TestCase("parquet", "jobs")]
    public async Task Killed_at_any_moment_and_started_again_it_ends_with_each_record_once(string format, string how)
    {
        // From one moment to another, and always the same ones.
        var dice = new Random(20_260_101);
        Server.Exports.AddGenerated("emailOpen", 4_000, Start, Start.AddDays(700));
        Server.Exports.AddGenerated("emailClick", 4_000, Start, Start.AddDays(700), seed: 1);
        Server.Exports.Jobs.MaxFileSize = 20_000;
        var environment = new Dictionary<string, string> { ["ITERABLE_BASE_ADDRESS"] = Server.BaseAddress.ToString(), ["ITERABLE_API_KEY"] = Server.ApiKey };
        string[] command = ["export", "emailOpen", "emailClick", "--from", "2026-01-01", "--to", "2027-11-01", "--format", format, "--how", how, "--no-rate-limit", "--out"];
        var (folder, kills) = (0, 0);
        while (kills < Times)
        {
            using var tool = ToolProcess.Start(environment, [.. command, Folder[$"out{folder}"]]);
            if (await tool.KilledAsync(lines: dice.Next(12), after: TimeSpan.FromMilliseconds(dice.Next(20))))
                kills++;
            else
                AssertSame(folder++);
        }

        using (var last = ToolProcess.Start(environment, [.. command, Folder[$"out{folder}"]]))
            Assert.That(await last.WaitAsync(), Is.EqualTo(ExitCode.Success), await last.Errors);
        AssertSame(folder);

        void AssertSame(int number)
        {
            Directory.Move(Folder[$"out{number}"], Out);
            foreach (var type in new[] { "emailOpen", "emailClick" })
                Assert.That(MessageIds(type, format).Order(StringComparer.Ordinal), Is.EqualTo(Enumerable.Range(0, 4_000).Select(index => $"generated-{index}").Where(IsInPeriod).Order(StringComparer.Ordinal)), $"{type} after {kills} kills");
            AssertWhole("emailOpen", "emailClick");
            Directory.Delete(Out, recursive: true);
        }
    }

    // Records lie evenly in 700 days, of which the period has 669.
    private static bool IsInPeriod(string messageId) => int.Parse(messageId["generated-".Length..]) * 700.0 / 4_000 < 669;

    private IEnumerable<string> MessageIds(string type, string format) => format == "parquet"
        ? ParquetTable.Read(ListedFiles(type).Select(file => Path.Combine(Out, file)), "messageId").Select(row => (string)row[0]!)
        : ListedFiles(type).SelectMany(file => Regex.Matches(File.ReadAllText(Path.Combine(Out, file)), @"generated-\d+").Select(match => match.Value));
}
