using System.Diagnostics;
using System.Reflection;
using Ingestion.Demo;
using Iterable.Generated.ScaleBenchmarks;
using Iterable.Generated.Tests;

namespace Ingestion.Tests;

/// <summary>The demonstration of the sample, with fewer records. With more it is what holds the promises against kills: see its README.</summary>
internal sealed class DemoTests
{
    private const string Slow = "It starts processes of Wolverine's and kills one; .ci/run runs it.";

    [Test, Explicit(Slow), Category(nameof(Slow)), CancelAfter(900_000)]
    public async Task What_the_README_shows_is_shown_and_found_true(CancellationToken cancellationToken)
    {
        Servers.Need(PostgreSqlServer.Name);
        var (screen, progress) = (new StringWriter(), new StringWriter());

        var isGood = await DemoRun.RunAsync(records: 1000, kills: 1, screen, progress, cancellationToken);

        Assert.That(isGood, screen.ToString());
        Assert.That(progress.ToString(), Does.Contain("killed worker"));
        Assert.That(NamesIn(screen.ToString()), Is.Not.Empty.And.EqualTo(NamesIn(Quoted())));
    }

    [Test, Explicit(Slow), Category(nameof(Slow)), CancelAfter(900_000), Platform("Linux")]
    public async Task Nothing_that_the_demonstration_started_outlives_it_when_it_is_killed(CancellationToken cancellationToken)
    {
        Servers.Need(PostgreSqlServer.Name);
        using var demo = Process.Start(new ProcessStartInfo("dotnet", [typeof(DemoRun).Assembly.Location, "200", "0"]) { RedirectStandardError = true })!;
        List<(int Id, string Command)> started;
        try
        {
            Assert.That(await demo.StandardError.ReadLineAsync(cancellationToken), Does.Contain("queueing"), "the database and a process of the sample run by then");
            started = Children(demo.Id);
            Assert.That(started.Select(child => child.Command), Has.Some.Contains("postgres").And.Some.Contains(DemoProcess.Command));
        }
        finally
        {
            demo.Kill();
        }

        // By the id and the command, since ids are used again.
        await WaitAsync(() => !started.Any(child => Command(child.Id) == child.Command), cancellationToken);
        var folder = started.SelectMany(child => child.Command.Split('\0')).First(part => part.Contains("iterable-store-", StringComparison.Ordinal) && !part.EndsWith("data", StringComparison.Ordinal));
        await WaitAsync(() => !Directory.Exists(folder), cancellationToken);
    }

    private static async Task WaitAsync(Func<bool> happened, CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!happened())
            await beat.WaitForNextTickAsync(cancellationToken);
    }

    private static List<(int Id, string Command)> Children(int parent) =>
        [.. Process.GetProcesses().Select(process => process.Id).Where(id => ParentOf(id) == parent).Select(id => (id, Command(id)))];

    private static int ParentOf(int id) => int.TryParse(Read(id, "stat").Split(')')[^1].Split(' ').ElementAtOrDefault(2), out var parent) ? parent : 0;

    private static string Command(int id) => Read(id, "cmdline");

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>What the README quotes of the screen.</summary>
    private static string Quoted()
    {
        var root = typeof(DemoTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(it => it.Key == "RepositoryRoot").Value!;
        return File.ReadAllText(Path.Combine(root, "samples/Ingestion/README.md")).Split("```").Single(block => block.Contains("records over", StringComparison.Ordinal));
    }

    private static List<string> NamesIn(string screen) =>
        [.. screen.Split('\n').Where(line => line.Contains(" yes ", StringComparison.Ordinal)).Select(line => line.Split("  ")[0])];
}
