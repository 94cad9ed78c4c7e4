using System.Diagnostics;
using System.Globalization;

namespace Iterable.Generated.ScaleBenchmarks;

/// <summary>What one reservation takes, at a hundred a second.</summary>
internal static class ReservationBenchmark
{
    public static async Task RunAsync(int reservations)
    {
        Console.WriteLine(FormattableString.Invariant($"{reservations} reservations, 100 a second"));
        Console.WriteLine("| Store | p50, ms | p99, ms | CPU of the store |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var name in new[] { RedisServer.Name, PostgreSqlServer.Name })
        {
            if (StoreServer.Missing(name) is { } missing)
            {
                Console.WriteLine(missing);
                continue;
            }

            await using var server = await StoreServer.StartAsync(name);
            var store = StoreServer.Connect(name, server.Address);
            var request = new IterableSlotRequest("getUserByEmail/shop", TimeSpan.FromMilliseconds(10.2), 50, 1, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
            for (var i = 0; i < 200; i++)
                await store.ReserveAsync(request, default);

            var times = new List<double>();
            var (cpu, watch) = (server.ProcessorTime, Stopwatch.StartNew());
            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while (times.Count < reservations && await beat.WaitForNextTickAsync())
            {
                var startedAt = Stopwatch.GetTimestamp();
                await store.ReserveAsync(request, default);
                times.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
            }

            var used = (server.ProcessorTime - cpu) / watch.Elapsed;
            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[times.Count / 2]:0.00} | {times[times.Count * 99 / 100]:0.00} | {used * 100:0.00}% |"));
            (store as IDisposable)?.Dispose();
        }
    }
}
