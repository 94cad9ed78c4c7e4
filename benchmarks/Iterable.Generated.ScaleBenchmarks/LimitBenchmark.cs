using System.Globalization;

namespace Iterable.Generated.ScaleBenchmarks;

/// <summary>How well processes keep to a limit that they share, and how evenly they use it.</summary>
internal static class LimitBenchmark
{
    public static async Task<bool> RunAsync(int runs, TimeSpan time, bool onlyPlain)
    {
        Console.WriteLine(FormattableString.Invariant($"3 processes of 20 callers, {runs} runs of {time.TotalSeconds:0} s each; the service counts with a bucket of the limit's size"));
        Console.WriteLine("| Store | Limit | | Refused in a run | Used of the limit | Least even share | CPU of the store | Outages met |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var isGood = true;
        foreach (var store in new[] { RedisServer.Name, PostgreSqlServer.Name })
        {
            if (StoreServer.Missing(store) is { } missing)
            {
                Console.WriteLine(missing);
                continue;
            }

            foreach (var operation in new[] { IterableOperations.BulkUpdateUsers, IterableOperations.GetUserByEmail })
            {
                var run = new MachineRun(store, operation) { Time = time };
                isGood &= await RunAsync("", run, runs);
                if (onlyPlain)
                    continue;

                isGood &= await RunAsync("clocks an hour apart", run with { ClocksApart = TimeSpan.FromHours(1) }, runs);
                isGood &= await RunAsync("a third is cancelled", run with { Cancels = true }, runs);
                isGood &= await RunAsync("store killed and started", run with { Restarts = true }, runs);
            }
        }

        return isGood;
    }

    private static async Task<bool> RunAsync(string name, MachineRun run, int runs)
    {
        var reports = new List<MachineReport>();
        for (var i = 0; i < runs; i++)
        {
            await using var server = await StoreServer.StartAsync(run.Store);
            reports.Add(await run.RunAsync(server));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {run.Store} | {run.Operation.RateLimit!.Permits}/s | {name} | {Range(reports.Select(report => (double)report.Refused), "0")} | {Range(reports.Select(report => report.Used * 100), "0.0")}% | {reports.Min(report => report.LeastShare) * 100:0}% | {(run.Restarts ? "" : $"{reports.Average(report => report.StoreTime!.Value.TotalMilliseconds / run.Time.TotalMilliseconds) * 100:0.00}%")} | {reports.Sum(report => report.Outages)} |"));
        foreach (var failure in reports.SelectMany(report => report.Failures).Distinct())
            Console.WriteLine($"  {failure}");
        return run.Restarts || (reports.All(report => report.Refused == 0 && report.LeastShare >= 0.8) && (run.Cancels || reports.All(report => report.Used >= 0.95)));
    }

    private static string Range(IEnumerable<double> values, string format)
    {
        var (least, most) = (values.Min().ToString(format, CultureInfo.InvariantCulture), values.Max().ToString(format, CultureInfo.InvariantCulture));
        return least == most ? least : $"{least} to {most}";
    }
}
