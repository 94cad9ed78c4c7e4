using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>Reads a long period in windows. One belongs to one read.</summary>
internal sealed class WindowedExport<T>(
    Func<ExportQuery, CancellationToken, Task<IterableStreamResponse>> open, ExportQuery query, WindowedExportOptions options, ExportAttempts attempts)
    where T : class
{
    private long _windows;
    private long _interruptions;
    private long _records;
    private long _bytes;

    public async IAsyncEnumerable<ExportWindow<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var at = new ExportCheckpoint(options.ResumeFrom?.Next ?? query.Start!.Value, Clamp(options.ResumeFrom?.Window ?? options.InitialWindow));
        var failures = 0;
        while (at.Next < query.End)
        {
            using var spool = new WindowSpool(options.MemoryLimit, options.SpillFolder);
            var (fetched, failure) = await TryFetchAsync(at, spool, failures + 1, cancellationToken).ConfigureAwait(false);
            if (fetched is null)
            {
                failures++;
                _interruptions++;
                at = new ExportCheckpoint(at.Next, SizeAfter(failure!, at));
                Report(at);
                await attempts.PauseAfterAsync(failure!, failures, cancellationToken).ConfigureAwait(false);
                continue;
            }

            failures = 0;
            at = fetched.Checkpoint;
            try
            {
                yield return fetched;
            }
            finally
            {
                fetched.Close();
            }

            // Who stores what is told must find no window behind it that nobody has dealt with.
            (_windows, _records, _bytes) = (_windows + 1, _records + fetched.RecordCount, _bytes + fetched.ByteCount);
            Report(at);
        }
    }

    private async Task<(ExportWindow<T>? Fetched, IterableException? Failure)> TryFetchAsync(ExportCheckpoint at, WindowSpool spool, int attempt, CancellationToken cancellationToken)
    {
        var size = SizeOf(at);
        try
        {
            // A window that was short because the period ends says nothing about longer ones.
            var next = size == at.Window ? Clamp(size + size) : at.Window;
            var asked = query.WithWindow(at.Next, at.Next + size);
            return (await FetchAsync(asked, spool, new ExportCheckpoint(at.Next + size, next), cancellationToken).ConfigureAwait(false), null);
        }
        catch (IterableException e) when (attempts.MayGoOnAfter(e, attempt))
        {
            return (null, e);
        }
    }

    private TimeSpan SizeOf(ExportCheckpoint at)
    {
        var left = query.End!.Value - at.Next;
        return left < at.Window ? left : at.Window;
    }

    /// <summary>A shorter window, where this one may have failed because of its length.</summary>
    private TimeSpan SizeAfter(IterableException failure, ExportCheckpoint at) => failure.FailureKind == CallFailureKind.Unknown
        ? Clamp(TimeSpan.FromSeconds(Math.Floor(SizeOf(at).TotalSeconds / 2)))
        : at.Window;

    private async Task<ExportWindow<T>> FetchAsync(ExportQuery asked, WindowSpool spool, ExportCheckpoint next, CancellationToken cancellationToken)
    {
        var kept = new KeptRecords<T>(spool, options.MemoryLimit);
        var reading = options.Handing(kept.Add);
        using var body = (await open(asked, cancellationToken).ConfigureAwait(false)).ToExportBody(reading, cancellationToken);
        body.CopyTo(spool.WriteAsync);

        await foreach (var record in asked.Form.ReadAsync<T>(body, reading, cancellationToken).ConfigureAwait(false))
            kept.Add(record);

        return new ExportWindow<T>(asked, options, spool, kept, body.RecordsRead, body.BytesRead, next);
    }

    private TimeSpan Clamp(TimeSpan size) =>
        size < options.SmallestWindow ? options.SmallestWindow : size > options.LargestWindow ? options.LargestWindow : size;

    private void Report(ExportCheckpoint at) => options.WindowProgress?.Report(
        new WindowedExportProgress(at, query.Start!.Value, query.End!.Value, _windows, _interruptions, _records, _bytes));
}
