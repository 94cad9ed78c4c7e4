using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>Reads a long period in windows. One belongs to one read.</summary>
internal sealed class WindowedExport<T>(
    Func<ExportQuery, CancellationToken, Task<IterableStreamResponse>> open, ExportQuery query, WindowedExportOptions options)
    where T : class
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

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
            var window = await TryFetchAsync(at, spool, failures + 1 >= options.MaxAttempts, cancellationToken).ConfigureAwait(false);
            if (window.Fetched is not { } fetched)
            {
                at = new ExportCheckpoint(at.Next, window.NextSize);
                Report(at);
                await PauseAsync(failures++, cancellationToken).ConfigureAwait(false);
                continue;
            }

            failures = 0;
            at = fetched.Checkpoint;
            (_windows, _records, _bytes) = (_windows + 1, _records + fetched.RecordCount, _bytes + fetched.ByteCount);
            Report(at);
            try
            {
                yield return fetched;
            }
            finally
            {
                fetched.Close();
            }
        }
    }

    private async Task<(ExportWindow<T>? Fetched, TimeSpan NextSize)> TryFetchAsync(ExportCheckpoint at, WindowSpool spool, bool isLastAttempt, CancellationToken cancellationToken)
    {
        var left = query.End!.Value - at.Next;
        var size = left < at.Window ? left : at.Window;
        try
        {
            // A window that was short because the period ends says nothing about longer ones.
            var next = size == at.Window ? Clamp(size + size) : at.Window;
            var asked = query.WithWindow(at.Next, at.Next + size);
            return (await FetchAsync(asked, spool, new ExportCheckpoint(at.Next + size, next), cancellationToken).ConfigureAwait(false), next);
        }
        catch (IterableException e) when (!isLastAttempt && Breaks.MayPass(e))
        {
            _interruptions++;
            return (null, Breaks.IsOfSize(e) ? Clamp(TimeSpan.FromSeconds(Math.Floor(size.TotalSeconds / 2))) : at.Window);
        }
    }

    private async Task<ExportWindow<T>> FetchAsync(ExportQuery asked, WindowSpool spool, ExportCheckpoint next, CancellationToken cancellationToken)
    {
        var unreadable = new List<UnreadableExportRecord>();
        var reading = options.Collecting(unreadable);
        using var answer = await open(asked, cancellationToken).ConfigureAwait(false);
        using var body = answer.ToExportBody(reading, cancellationToken);
        body.CopyTo(spool.WriteAsync);

        var records = new List<T>();
        await foreach (var record in asked.Form.ReadAsync<T>(body, reading, cancellationToken).ConfigureAwait(false))
        {
            // What is in a file is read from there again: records in memory would be more than the bytes were.
            if (!spool.IsSpilled)
                records.Add(record);
            else if (records.Count > 0)
                records = [];

            if (spool.IsSpilled)
                unreadable.Clear();
        }

        return new ExportWindow<T>(asked, options, spool, spool.IsSpilled ? null : records, unreadable, body.RecordsRead, body.BytesRead, next);
    }

    private TimeSpan Clamp(TimeSpan size) =>
        size < options.SmallestWindow ? options.SmallestWindow : size > options.LargestWindow ? options.LargestWindow : size;

    private Task PauseAsync(int failures, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10)));
        return Pauses.PauseAsync(options.TimeProvider, pause < LongestPause ? pause : LongestPause, cancellationToken);
    }

    private void Report(ExportCheckpoint at) => options.WindowProgress?.Report(
        new WindowedExportProgress(at, query.Start!.Value, query.End!.Value, _windows, _interruptions, _records, _bytes));
}
