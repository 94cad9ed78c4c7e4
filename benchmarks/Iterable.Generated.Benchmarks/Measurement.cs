using System.Diagnostics;

namespace Iterable.Generated.Benchmarks;

/// <summary>What a call costs.</summary>
internal readonly record struct Measurement(double WallMicroseconds, double CpuMicroseconds, double AllocatedBytes)
{
    public static async Task<Measurement> TakeAsync(Func<Task> call, int count, int concurrency)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = process.TotalProcessorTime;
        var wall = Stopwatch.GetTimestamp();

        var left = count;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await call().ConfigureAwait(false);
        })));

        var wallTime = Stopwatch.GetElapsedTime(wall);
        process.Refresh();
        var cpuTime = process.TotalProcessorTime - cpu;
        return new Measurement(wallTime.TotalMicroseconds / count, cpuTime.TotalMicroseconds / count, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)count);
    }

    public static Measurement Median(IReadOnlyList<Measurement> rounds) => new(
        Middle(rounds.Select(round => round.WallMicroseconds)),
        Middle(rounds.Select(round => round.CpuMicroseconds)),
        Middle(rounds.Select(round => round.AllocatedBytes)));

    public Measurement Over(Measurement other) => new(
        WallMicroseconds / other.WallMicroseconds, CpuMicroseconds / other.CpuMicroseconds, AllocatedBytes / other.AllocatedBytes);

    public override string ToString() => FormattableString.Invariant($"{WallMicroseconds,7:0.0}  {CpuMicroseconds,7:0.0}  {AllocatedBytes,12:N0}");

    private static double Middle(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
