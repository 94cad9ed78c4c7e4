using System.Globalization;
using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Imports;

/// <summary>An import that is killed at any moment. More kills come with <c>ITERABLE_PROPERTY_CASES</c>.</summary>
[Explicit(ToolProcess.Slow), Category(nameof(ToolProcess.Slow))]
public class KilledImportTests : ImportTests
{
    private const int Rows = 40_000;

    private static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("ITERABLE_PROPERTY_CASES") is { Length: > 0 } more ? more : "6", CultureInfo.InvariantCulture);

    private int _calls;
    private TaskCompletionSource _called = new();

    private Dictionary<string, string> ToolEnvironment => new() { ["ITERABLE_BASE_ADDRESS"] = Server.BaseAddress.ToString(), ["ITERABLE_API_KEY"] = Server.ApiKey };

    [Test]
    public async Task Killed_at_any_moment_and_started_again_it_ends_with_each_event_once_and_each_refused_row_once()
    {
        // From one moment to another, and always the same ones.
        var dice = new Random(20_260_101);
        Server.Project.DisallowEvents("spam");
        Server.Faults.For(IterableOperations.TrackBulkEvents).When(IsCounted).Always().Delay(TimeSpan.Zero);
        var (round, kills) = (0, 0);
        while (kills < Times)
        {
            using var tool = await StartAsync(round, calls: dice.Next(30));
            if (await tool.KilledAsync(lines: 0, after: TimeSpan.FromMilliseconds(dice.Next(20)), ExitCode.Refused))
                kills++;

            // Also when the kill came after the end, and before the process had.
            if (IsDone(round))
                AssertWhole(round++);
        }

        using (var last = Start(round))
            Assert.That(await last.WaitAsync(), Is.EqualTo(ExitCode.Refused), await last.Errors);
        AssertWhole(round);

        void AssertWhole(int number)
        {
            var events = Server.Events.Where(item => item.EventName == "e").Select(item => (int)item.DataFields["number"]!).ToList();
            Assert.That(events.Order(), Is.EqualTo(Enumerable.Range(0, Rows).Where(i => !IsSpam(i) && !IsBad(i))), $"after {kills} kills");
            Assert.That(Lines(Folder[$"events{number}.csv.rejected.ndjson"]).Select(line => (long)line["line"]! - 2), Is.EqualTo(Enumerable.Range(0, Rows).Where(i => IsSpam(i) || IsBad(i)).Select(i => (long)i)), $"after {kills} kills");
            Assert.That(Files(), Is.EquivalentTo(Enumerable.Range(0, number + 1).SelectMany(i => new[] { $"events{i}.csv", $"events{i}.csv.rejected.ndjson" })));
            Server.Events.Clear();
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There is no SIGINT to send to another process.")]
    public async Task Ctrl_C_ends_the_process_with_130_and_says_how_to_go_on()
    {
        Server.Faults.For(IterableOperations.TrackBulkEvents).When(IsCounted).Always().Delay(TimeSpan.FromHours(1));
        using var tool = await StartAsync(0, calls: 1);
        tool.Interrupt();

        Assert.That((await tool.WaitAsync(), await tool.Errors), Is.EqualTo((ExitCode.Interrupted, await tool.Errors)));
        Assert.That(await tool.Errors, Does.StartWith("Interrupted. The same command goes on."));
    }

    private bool IsCounted(IterableTestRequest call)
    {
        if (Interlocked.Decrement(ref _calls) == 0)
            _called.TrySetResult();
        return true;
    }

    /// <summary>Starts the tool, and waits until it has made some calls, or ended.</summary>
    private async Task<ToolProcess> StartAsync(int number, int calls)
    {
        (_calls, _called) = (calls, new TaskCompletionSource());
        var tool = Start(number);
        if (calls > 0)
            await Task.WhenAny(_called.Task, tool.Errors);
        return tool;
    }

    private bool IsDone(int number) => File.Exists(Folder[$"events{number}.csv.rejected.ndjson"]) && !File.Exists(Folder[$"events{number}.csv.itbl.json"]);

    private static bool IsSpam(int i) => i % 997 == 5;

    private static bool IsBad(int i) => i % 1_499 == 11;

    private ToolProcess Start(int number)
    {
        var file = Folder[$"events{number}.csv"];
        if (!File.Exists(file))
            File.WriteAllText(file, "email,eventName,number\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => IsBad(i) ? $"\"bad\"{i}\n" : $"u{i % 2_000}@example.com,{(IsSpam(i) ? "spam" : "e")},{i}\n")));
        return ToolProcess.Start(ToolEnvironment, "import", "events", file, "--type", "number=long", "--no-rate-limit");
    }
}
