using System.Diagnostics;
using System.Text.Json;
using Iterable.Generated.Testing;

namespace Iterable.Generated.ScaleBenchmarks;

/// <summary>Three processes that call one service over HTTP, which counts their calls with a bucket of the limit's own size.</summary>
/// <param name="Store">The kind of store they share.</param>
/// <param name="Operation">What they call.</param>
internal sealed record MachineRun(string Store, IterableOperation Operation)
{
    private const int Processes = 3;

    public int Callers { get; init; } = 20;

    /// <summary>How long they call; zero for a number of calls.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>How many calls each caller makes when there is no time.</summary>
    public int Calls { get; init; }

    /// <summary>Whether some are cancelled while they wait.</summary>
    public bool Cancels { get; init; }

    /// <summary>Whether the store is killed and started again in the middle, with nothing of what it held.</summary>
    public bool Restarts { get; init; }

    /// <summary>How far the clocks of the processes are apart.</summary>
    public TimeSpan ClocksApart { get; init; }

    public async Task<MachineReport> RunAsync(StoreServer store)
    {
        await using var service = await IterableTestServer.StartAsync(new IterableTestServerOptions { EnforceRateLimits = true });
        var workers = Enumerable.Range(0, Processes).Select(_ => Start()).ToList();
        try
        {
            for (var i = 0; i < Processes; i++)
            {
                await workers[i].StandardInput.WriteLineAsync(JsonSerializer.Serialize(new WorkerOrder(
                    Store, store.Address, service.UnitedStates.BaseAddress, service.Project.ServerKey.Value, Operation.Id, Callers, Time.TotalSeconds, Calls, Cancels, ClocksApart.TotalHours * (i - 1))));
            }

            foreach (var worker in workers)
                await ReadAsync(worker, Worker.Ready);
            var cpu = store.ProcessorTime;
            foreach (var worker in workers)
                await worker.StandardInput.WriteLineAsync();
            if (Restarts)
            {
                await Task.Delay(Time / 2);
                await store.KillAsync();
                await Task.Delay(TimeSpan.FromSeconds(1));
                await store.StartAsync();
            }

            var reports = new List<WorkerReport>();
            foreach (var worker in workers)
                reports.Add(JsonSerializer.Deserialize<WorkerReport>(await ReadAsync(worker, "{"))!);
            var used = Restarts ? (TimeSpan?)null : store.ProcessorTime - cpu;
            foreach (var worker in workers)
                await worker.StandardInput.WriteLineAsync();
            return new MachineReport(reports, Share(reports), used);
        }
        finally
        {
            foreach (var worker in workers)
            {
                if (!worker.HasExited)
                    worker.Kill();
                worker.Dispose();
            }
        }
    }

    /// <summary>How much of the limit was used, once the burst was.</summary>
    private double Share(List<WorkerReport> reports)
    {
        var limit = Operation.RateLimit!;
        return Time <= Worker.WarmUp ? double.NaN : reports.Sum(report => report.Steady) / ((Time - Worker.WarmUp) / limit.Window * limit.Permits);
    }

    private static Process Start()
    {
        var program = typeof(MachineRun).Assembly.Location;
        return Process.Start(new ProcessStartInfo("dotnet", [program, Worker.Command]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    private static async Task<string> ReadAsync(Process worker, string beginning)
    {
        while (await worker.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException("A process ended before it had reported.");
    }
}

/// <summary>What came of a run.</summary>
/// <param name="Workers">The report of each process.</param>
/// <param name="Used">The share of the limit that was used after the first two seconds.</param>
/// <param name="StoreTime">The processor time of the store, where it was not started again.</param>
internal sealed record MachineReport(IReadOnlyList<WorkerReport> Workers, double Used, TimeSpan? StoreTime)
{
    public int Sent => Workers.Sum(worker => worker.Sent);

    public int Refused => Workers.Sum(worker => worker.Refused);

    public int Outages => Workers.Sum(worker => worker.Outages);

    public int Cancelled => Workers.Sum(worker => worker.Cancelled);

    /// <summary>What the least of the processes has had of an even share.</summary>
    public double LeastShare => Workers.Min(worker => worker.Sent) * Workers.Count / (double)Sent;

    public IEnumerable<string> Failures => Workers.SelectMany(worker => worker.Failures).Distinct();
}
