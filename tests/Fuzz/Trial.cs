using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Iterable.Fuzz;

/// <summary>Holds one input against what every reader promises.</summary>
internal static partial class Trial
{
    // Both are far above what any input of this size takes, also on a busy machine: 64 KB can be 30,000 records, which are read six times and written down.
    private const int MostMegabytes = 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    // For what waits and does nothing.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? Fault(Reader reader, byte[] input, int[] pieces)
    {
        var (memory, processor, wait) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        TimeSpan Taken() => Environment.CpuUsage.TotalTime - processor;

        var work = Task.Run(() => FaultAsync(reader, input, pieces));
        while (!work.Wait(TimeSpan.FromSeconds(1)))
        {
            if (Taken() > MostTime || wait.Elapsed > LongestWait)
                return $"it has come to no end in {Taken().TotalSeconds:0} s of the processor, {wait.Elapsed.TotalSeconds:0} s in all";
        }

        return work.Result
            ?? (Taken() > MostTime ? $"it took {Taken().TotalSeconds:0} s of the processor" : null)
            ?? (GC.GetTotalAllocatedBytes() - memory is var bytes && bytes / 1024 / 1024 > MostMegabytes ? $"it took {bytes / 1024 / 1024} MB of memory" : null);
    }

    private static async Task<string?> FaultAsync(Reader reader, byte[] input, int[] pieces)
    {
        string? whole = null;
        foreach (var sizes in reader.IsWhole ? [[]] : new[] { [], pieces, [1] })
        {
            Outcome outcome;
            try
            {
                outcome = await reader.ReadAsync(input, sizes);
            }
            catch (Exception e)
            {
                return $"an exception that is not documented: {e}";
            }

            if (PlantedParts().IsMatch(outcome.Messages))
                return $"a message shows what was read: {outcome.Messages}";
            whole ??= outcome.Text;
            if (outcome.Text != whole)
                return $"the outcome depends on the pieces ({string.Join(' ', sizes)}).\n-- at once:\n{whole}\n-- in pieces:\n{outcome.Text}";
        }

        return null;
    }

    // Also where the change of the input has cut it. Its domain by itself is no address: it can come to stand in a code, which messages show.
    [GeneratedRegex("planted@|lanted@ex|@example")]
    private static partial Regex PlantedParts();
}
