using System.Collections.Concurrent;
using System.Globalization;

namespace Iterable.Generated.Tool.Exports.Progress;

/// <summary>Tells what an export does: a line for each step, and counts for a display. No record is in any of it.</summary>
/// <param name="write">Takes a line.</param>
internal sealed class ExportReport(Action<string> write)
{
    public ConcurrentDictionary<string, TypeProgress> Types { get; } = new(StringComparer.Ordinal);

    public void GoesOn(ManifestRun run) =>
        write(FormattableString.Invariant(
            $"Goes on with an unfinished export: {run.Types.Values.Count(type => type.IsDone)} of {run.Types.Count} types were done. It began at {run.Began:u}; what the command means since then is for the next one."));

    public void Say(string type, string text) => write($"{type}: {text}");

    /// <summary>Takes how much of a call has come.</summary>
    public IProgress<ExportProgress> Arriving(string type) => new Counter(Of(type));

    /// <summary>Counts records that cannot be read. They are in the files, as they came.</summary>
    public Action<UnreadableExportRecord> Unreadable(string type) => _ => Of(type).Unreadable++;

    public void Made(string type, ExportedPart part, TypeRun run)
    {
        var progress = Of(type);
        progress.Add(part);
        progress.Fraction = run.Fraction;
        write(FormattableString.Invariant($"{type}: {part.Start:yyyy-MM-dd HH:mm:ss} to {part.End:yyyy-MM-dd HH:mm:ss}: {Counted(part.Records)}, {Size(part.Bytes)}"));
    }

    public void Broke(string type, IterableException failure) => write($"{type}: {failure.Message} It is tried again.");

    public void Done(string type)
    {
        var progress = Of(type);
        progress.Fraction = 1;
        if (progress.Unreadable > 0)
            write(FormattableString.Invariant($"{type}: {Counted(progress.Unreadable)} cannot be read as records, and are in the files as they came."));
    }

    public static string Counted(long records) => records == 1 ? "1 record" : $"{records.ToString("N0", CultureInfo.InvariantCulture)} records";

    public static string Size(long bytes) => bytes < 1_000_000
        ? FormattableString.Invariant($"{bytes / 1000.0:0.#} kB")
        : FormattableString.Invariant($"{bytes / 1_000_000.0:N1} MB");

    private TypeProgress Of(string type) => Types.GetOrAdd(type, _ => new TypeProgress());

    // Not Progress<T>, which would tell later, on another thread.
    private sealed class Counter(TypeProgress progress) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => progress.Arrived(value.Bytes);
    }
}
