using System.Diagnostics;
using Iterable.Generated;
using Iterable.Generated.Testing;

namespace Quickstart.Tests;

/// <summary>The sample is run as a newcomer runs it, and its steps are held to what the server saw.</summary>
[TestFixture]
public sealed class QuickstartTests
{
    [Test]
    public void Prints_what_happened_and_nothing_else()
    {
        var (exitCode, output, error) = Run([]);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Is.Empty);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Does.StartWith("An Iterable server of this process answers at http://127.0.0.1:").And.EndWith("; no account is used."));
        Assert.That(lines.Skip(1), Is.All.StartsWith("  "), "a table, without noise");
        Assert.That(lines, Has.Length.LessThan(25));
        foreach (var step in new[] { "users", "events", "list", "page 1", "page 2", "e-mail", "NDJSON", "CSV" })
            Assert.That(output, Does.Contain($"\n  {step} "));
        Assert.That(output.Split("2 events exported"), Has.Length.EqualTo(3), "once from each format");
    }

    [TestCase(null, null, "ITERABLE_API_KEY is not set")]
    [TestCase(" ", null, "ITERABLE_API_KEY is not set")]
    [TestCase("key", "Mars", "ITERABLE_DATA_CENTER is \"Mars\": it can be US (the default) or EU.")]
    public void Live_without_an_account_is_one_line_and_exit_code_2(string? key, string? dataCenter, string expected)
    {
        var (exitCode, output, error) = Run(["--live"], key, dataCenter);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(output, Is.Empty);
        Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(error, Does.Contain(expected));
    }

    [Test]
    public void An_unknown_argument_is_usage_and_exit_code_2() => Assert.That(Run(["--lvie"]).ExitCode, Is.EqualTo(2));

    [TestCase("EU", IterableDataCenter.Europe)]
    [TestCase("us", IterableDataCenter.UnitedStates)]
    [TestCase(null, IterableDataCenter.UnitedStates)]
    public void Live_goes_to_the_data_center_of_the_environment(string? name, IterableDataCenter expected)
    {
        var options = LiveAccount.FromEnvironment(variable => variable == LiveAccount.KeyVariable ? "key" : name, out _);

        Assert.That(options!.DataCenter, Is.EqualTo(expected));
        Assert.That(options.ApiKey, Is.EqualTo("key"));
    }

    [Test]
    public async Task Live_writes_to_reserved_addresses_only_and_sends_no_message()
    {
        await using var server = await IterableTestServer.StartAsync();
        using var iterable = server.CreateClient();

        await new Walkthrough(iterable, new ConsoleReport(TextWriter.Null)).RunAsync(campaignId: null, CancellationToken.None);

        Assert.That(server.Users.Select(user => user.Email), Is.Not.Empty.And.All.EndsWith("@example.com"));
        Assert.That(server.Messages, Is.Empty);
        server.Events.AssertTracked(Walkthrough.EventName, times: 2);
    }

    [Test]
    public async Task A_second_run_uses_the_list_of_the_first()
    {
        await using var server = await IterableTestServer.StartAsync();
        using var iterable = server.CreateClient();

        for (var run = 0; run < 2; run++)
            await new Walkthrough(iterable, new ConsoleReport(TextWriter.Null)).RunAsync(campaignId: null, CancellationToken.None);

        Assert.That(server.Lists.Count(), Is.EqualTo(1));
    }

    private static (int ExitCode, string Output, string Error) Run(string[] arguments, string? key = null, string? dataCenter = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Walkthrough).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[LiveAccount.KeyVariable] = key;
        start.Environment[LiveAccount.DataCenterVariable] = dataCenter;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
