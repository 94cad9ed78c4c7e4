using System.Globalization;

namespace Iterable.Generated.ToolBenchmarks;

/// <summary>What a process needed for its work, from its start.</summary>
/// <param name="Records">How many records it dealt with.</param>
/// <param name="Processor">The seconds of the processor.</param>
/// <param name="Elapsed">The seconds by the clock.</param>
/// <param name="Peak">The most memory, in MB.</param>
internal sealed record Usage(long Records, double Processor, double Elapsed, double Peak)
{
    /// <summary>Of this process, as a line for the one that has started it.</summary>
    public static string OfThisProcess(long records)
    {
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var elapsed = DateTime.Now - System.Diagnostics.Process.GetCurrentProcess().StartTime;
        return FormattableString.Invariant($"{elapsed.TotalMilliseconds} {records} 0 {Environment.CpuUsage.TotalTime.TotalMilliseconds} {peak}");
    }

    /// <summary>Reads the line, which has the form that readline.mjs writes.</summary>
    public static Usage Parse(string line)
    {
        var numbers = line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new Usage((long)numbers[1], numbers[3] / 1000, numbers[0] / 1000, numbers[4] / 1024);
    }
}
