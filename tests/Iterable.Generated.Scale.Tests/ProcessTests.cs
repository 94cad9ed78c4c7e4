using Iterable.Generated.ScaleBenchmarks;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>
/// Processes that share a limit through a real server, and call a service over HTTP that counts them. How much of the limit they use, and how evenly, is for
/// benchmarks/Iterable.Generated.ScaleBenchmarks to measure.
/// </summary>
internal sealed class ProcessTests
{
    [TestCase(RedisServer.Name)]
    [TestCase(PostgreSqlServer.Name)]
    public async Task Three_processes_with_wrong_clocks_make_all_their_calls_and_none_is_refused(string store)
    {
        await using var server = await Servers.StartAsync(store);

        var report = await new MachineRun(store, IterableOperations.GetUserByEmail) { Calls = 4, ClocksApart = TimeSpan.FromHours(1) }.RunAsync(server);

        Assert.That(report.Failures, Is.Empty);
        Assert.That((report.Sent, report.Refused), Is.EqualTo((240, 0)));
    }

    [Test]
    public async Task Callers_that_leave_cost_the_others_nothing_but_time()
    {
        await using var server = await Servers.StartAsync(RedisServer.Name);

        var report = await new MachineRun(RedisServer.Name, IterableOperations.GetUserByEmail) { Calls = 4, Cancels = true }.RunAsync(server);

        Assert.That(report.Failures, Is.Empty);
        Assert.That((report.Sent + report.Cancelled, report.Refused), Is.EqualTo((240, 0)));
    }
}
