using System.Collections.Concurrent;
using System.Globalization;

namespace Iterable.Generated.Tool.Progress;

/// <summary>What a command tells while it works: lines, and counts for bars. No record is in any of it.</summary>
/// <param name="write">Takes a line.</param>
internal sealed class ProgressReport(Action<string> write)
{
    public ConcurrentDictionary<string, BarProgress> Bars { get; } = new(StringComparer.Ordinal);

    public void Say(string line) => write(line);

    public BarProgress Of(string name) => Bars.GetOrAdd(name, _ => new BarProgress());

    public static string Counted(long count, string noun = "record") =>
        count == 1 ? $"1 {noun}" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} {noun}s";

    public static string Size(long bytes) => bytes < 1_000_000
        ? FormattableString.Invariant($"{bytes / 1000.0:0.#} kB")
        : FormattableString.Invariant($"{bytes / 1_000_000.0:N1} MB");
}
