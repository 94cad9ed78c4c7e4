using Iterable.Generated.Tool.Progress;

namespace Iterable.Generated.Tool.Exports;

/// <summary>Tells what an export does: a line for each step, and a bar for each type.</summary>
/// <param name="report">Takes them.</param>
internal sealed class ExportReport(ProgressReport report)
{
    public void GoesOn(ManifestRun run) =>
        report.Say(FormattableString.Invariant(
            $"Goes on with an unfinished export: {run.Types.Values.Count(type => type.IsDone)} of {run.Types.Count} types were done. It began at {run.Began:u}; what the command means since then is for the next one."));

    public void Say(string type, string text) => report.Say($"{type}: {text}");

    /// <summary>Takes how much of a call has come.</summary>
    public IProgress<ExportProgress> Arriving(string type) => new Counter(report.Of(type));

    /// <summary>Counts records that cannot be read. They are in the files that count, as they came.</summary>
    public void Unreadable(string type, long records) => report.Of(type).Unreadable += records;

    public void Made(string type, ExportedPart part, TypeRun run)
    {
        var progress = report.Of(type);
        progress.Add(part.Records, part.Bytes);
        progress.Fraction = run.Fraction;
        report.Say(FormattableString.Invariant($"{type}: {part.Start:yyyy-MM-dd HH:mm:ss} to {part.End:yyyy-MM-dd HH:mm:ss}: {ProgressReport.Counted(part.Records)}, {ProgressReport.Size(part.Bytes)}"));
    }

    public void Broke(string type, IterableException failure) => report.Say($"{type}: {failure.Message} It is tried again.");

    public void Done(string type)
    {
        var progress = report.Of(type);
        progress.Fraction = 1;
        if (progress.Unreadable > 0)
            report.Say(FormattableString.Invariant($"{type}: {ProgressReport.Counted(progress.Unreadable)} cannot be read as records, and are in the files as they came."));
    }

    // Not Progress<T>, which would tell later, on another thread.
    private sealed class Counter(BarProgress progress) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => progress.Arrived(value.Bytes);
    }
}
