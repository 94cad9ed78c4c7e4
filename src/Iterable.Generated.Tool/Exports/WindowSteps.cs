namespace Iterable.Generated.Tool.Exports;

/// <summary>Exports a period in windows, each a call of its own: the way for what is small. A window that breaks off is tried again in half its length.</summary>
internal static class WindowSteps
{
    private const int MaxAttempts = 12;

    private static readonly TimeSpan First = TimeSpan.FromDays(1);
    private static readonly TimeSpan Smallest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Largest = TimeSpan.FromDays(30);

    /// <summary>Exports what is left of a type, or until the rest turns out to be large.</summary>
    /// <param name="steps">What it works with.</param>
    /// <param name="type">The type of data.</param>
    /// <param name="run">How far it has come.</param>
    /// <param name="isTooLarge">Tells from the bytes of a window and its length whether the rest is for a job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether all of it is done.</returns>
    public static async Task<bool> RunAsync(ExportSteps steps, string type, TypeRun run, Func<TypeRun, long, TimeSpan, bool> isTooLarge, CancellationToken cancellationToken)
    {
        var size = First;
        for (var failures = 0; run.Next < run.End;)
        {
            var (sent, unreadable) = (0L, 0L);
            var (start, end) = (run.Next, run.End - run.Next < size ? run.End : run.Next + size);
            try
            {
                var part = await steps.Place.AddAsync(
                    type, start, end, null, async target => sent = await FetchAsync(steps, type, start, end, target, () => unreadable++, cancellationToken).ConfigureAwait(false), () => unreadable++, part =>
                    {
                        if (part.Records > 0)
                            run.Parts.Add(part);
                        run.Next = end;
                    }, cancellationToken).ConfigureAwait(false);
                steps.Report.Made(type, part, run);
                steps.Report.Unreadable(type, unreadable);
                failures = 0;
                if (run.Next < run.End && isTooLarge(run, sent, end - start))
                    return false;
                if (end - start == size)
                    size = size + size < Largest ? size + size : Largest;
            }
            catch (IterableException e) when (MayPass(e) && ++failures < MaxAttempts)
            {
                steps.Report.Broke(type, e);
                size = WholeSeconds((end - start) / 2);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(60, 1 << Math.Min(failures - 1, 6))), steps.Time, cancellationToken).ConfigureAwait(false);
            }
        }

        return true;
    }

    // How much the service sent, whatever its size is in the place.
    private static async Task<long> FetchAsync(ExportSteps steps, string type, DateTimeOffset start, DateTimeOffset end, Stream target, Action unreadable, CancellationToken cancellationToken)
    {
        var options = new ExportDownloadOptions
        {
            TimeProvider = steps.Time,
            Progress = steps.Report.Arriving(type),
            CheckRecords = !steps.Place.ReadsRecords,
            OnUnreadableRecord = _ => unreadable(),
        };
        return (await steps.Iterable.Export.DownloadAsync(steps.Request.Query(type, start, end), target, options, cancellationToken).ConfigureAwait(false)).Bytes;
    }

    // What the service refuses for good stays refused in half the time.
    private static bool MayPass(IterableException failure) =>
        failure is ExportInterruptedException or IterableConnectionException or IterableTimeoutException or IterableServerException or IterableRateLimitedException;

    private static TimeSpan WholeSeconds(TimeSpan time) => time < Smallest ? Smallest : TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));
}
