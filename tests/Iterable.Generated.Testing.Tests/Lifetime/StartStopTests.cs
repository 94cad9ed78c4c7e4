using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;

namespace Iterable.Generated.Testing.Tests;

[NonParallelizable]
public class StartStopTests
{
    private const int Servers = 200;

    [Test]
    public async Task Two_hundred_servers_leave_no_port_task_or_memory_behind()
    {
        // What a process allocates once, for the first servers, does not grow with their number.
        await RunAsync(20);
        var (memoryBefore, threadsBefore) = (Memory(), ThreadPool.ThreadCount);
        var (servers, ports) = await RunAsync(Servers);
        // The thread that stopped the last server may hold it until it stops another.
        await RunAsync(1);
        var memoryAfter = Memory();

        var open = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port);
        Assert.Multiple(() =>
        {
            Assert.That(servers, Has.Count.EqualTo(Servers));
            // Another process of this machine may have been given one of them since. What a server leaves behind, each of them leaves.
            Assert.That(open.Intersect(ports).Count(), Is.LessThan(10), "ports still listened to");
            Assert.That(servers.Count(server => server.IsAlive), Is.Zero, "servers still held by a task, a timer or a static");
            Assert.That(memoryAfter - memoryBefore, Is.LessThan(2_000_000), "bytes kept");
            Assert.That(ThreadPool.PendingWorkItemCount, Is.LessThan(20));
            Assert.That(ThreadPool.ThreadCount - threadsBefore, Is.LessThan(20));
        });
    }

    [Test]
    public async Task Servers_run_side_by_side_and_share_nothing()
    {
        await using var first = await IterableTestServer.StartAsync();
        await using var second = await IterableTestServer.StartAsync();
        using var client = first.CreateClient();

        await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });

        Assert.Multiple(() =>
        {
            Assert.That(first.Users.Count, Is.EqualTo(1));
            Assert.That(second.Users.Count, Is.Zero);
            Assert.That(second.Requests.Count, Is.Zero);
            Assert.That(first.BaseAddress, Is.Not.EqualTo(second.BaseAddress));
        });
    }

    [Test]
    public async Task A_request_that_waits_ends_when_the_server_stops()
    {
        var server = await IterableTestServer.StartAsync();
        var options = server.Project.CreateClientOptions();
        options.Retry.MaxRetries = 0;
        using var client = new IterableClient(options);
        server.Clock.Stop();
        server.Faults.For(IterableOperations.ListLists).Delay(TimeSpan.FromHours(1));
        var call = client.Lists.ListListsAsync();
        while (server.Requests.Count == 0)
            await Task.Yield();

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        await Assert.CatchAsync<IterableException>(() => call.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task A_server_can_be_disposed_of_twice()
    {
        var server = await IterableTestServer.StartAsync();
        await server.DisposeAsync();

        await server.DisposeAsync();
    }

    [Test]
    public async Task A_start_that_is_cancelled_throws() =>
        await Assert.CatchAsync<OperationCanceledException>(() => IterableTestServer.StartAsync(cancellationToken: new CancellationToken(canceled: true)));

    // Not inlined, so that no local of the test holds a server.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(List<WeakReference> Servers, HashSet<int> Ports)> RunAsync(int count)
    {
        var servers = new List<WeakReference>();
        var ports = new HashSet<int>();
        for (var i = 0; i < count; i++)
            servers.Add(await RunOneAsync(port => ports.Add(port)));

        return (servers, ports);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunOneAsync(Action<int> uses)
    {
        await using var server = await IterableTestServer.StartAsync();
        using var client = server.CreateClient();
        await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
        uses(server.UnitedStates.BaseAddress.Port);
        uses(server.Europe.BaseAddress.Port);
        return new WeakReference(server);
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
