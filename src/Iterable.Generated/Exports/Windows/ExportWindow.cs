using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>A part of a period that arrived whole. It can be read until the next one is asked for.</summary>
/// <typeparam name="T">What a record is.</typeparam>
public sealed class ExportWindow<T>
    where T : class
{
    private readonly RecordForm _form;
    private readonly ExportReadOptions? _options;
    private readonly WindowSpool? _spool;
    private readonly KeptRecords<T>? _kept;
    private readonly IReadOnlyList<T>? _given;
    private bool _isOver;

    /// <summary>Makes a window of records that are there already; for those who fake an export in a test.</summary>
    /// <param name="start">The start, inclusive.</param>
    /// <param name="end">The end, exclusive; where to go on.</param>
    /// <param name="records">The records; copied.</param>
    /// <param name="byteCount">The bytes they are said to have had.</param>
    public ExportWindow(DateTimeOffset start, DateTimeOffset end, IEnumerable<T> records, long byteCount = 0)
    {
        _given = [.. records ?? throw new ArgumentNullException(nameof(records))];
        Start = start;
        End = end;
        RecordCount = _given.Count;
        ByteCount = byteCount;
        Checkpoint = new ExportCheckpoint(end, end - start);
    }

    internal ExportWindow(
        ExportQuery query, ExportReadOptions options, WindowSpool spool, KeptRecords<T> kept, long recordCount, long byteCount, ExportCheckpoint checkpoint)
    {
        _form = query.Form;
        Start = query.Start!.Value;
        End = query.End!.Value;
        _options = options;
        _spool = spool;
        _kept = kept;
        RecordCount = recordCount;
        ByteCount = byteCount;
        Checkpoint = checkpoint;
    }

    /// <summary>The start of the window, inclusive.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The end of the window, exclusive: the next one starts there.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The records in the window, without unreadable ones.</summary>
    public long RecordCount { get; }

    /// <summary>The bytes of the window, after decompression.</summary>
    public long ByteCount { get; }

    /// <summary>Where to go on when this window has been dealt with.</summary>
    public ExportCheckpoint Checkpoint { get; }

    /// <summary>
    /// Reads the records, which all arrived; no network is needed. Records that cannot be read go to the handler of the options now, when
    /// there is one: without one there is no such window.
    /// </summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The records, in no order of time. They can be read again, one reading after the other.</returns>
    /// <exception cref="ObjectDisposedException">The next window was asked for, or the read by windows has ended.</exception>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if ((_given ?? _kept!.Records) is { } records)
        {
            ThrowIfOver();
            foreach (var record in _kept?.Unreadable ?? [])
                _options!.OnUnreadableRecord?.Invoke(record);

            foreach (var record in records)
            {
                ThrowIfOver();
                cancellationToken.ThrowIfCancellationRequested();
                yield return record;
            }

            yield break;
        }

        ThrowIfOver();
        var options = _options!.Quietly();

        // A reading that is stopped closes nothing: another may follow.
        using var body = new ExportBody(_spool!.Rewind(), owner: Stream.Null, options, new IterableErrorDetails(), cancellationToken);
        await foreach (var record in _form.ReadAsync<T>(body, options, cancellationToken).ConfigureAwait(false))
        {
            ThrowIfOver();
            yield return record;
        }
    }

    internal void Close() => _isOver = true;

    private void ThrowIfOver()
    {
        if (_isOver)
            throw new ObjectDisposedException(nameof(ExportWindow<T>), "A window can be read until the next one is asked for.");
    }
}
