using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>A part of a period that arrived whole. It can be read until the next one is asked for.</summary>
/// <typeparam name="T">What a record is.</typeparam>
public sealed class ExportWindow<T>
    where T : class
{
    private readonly ExportQuery _query;
    private readonly ExportReadOptions _options;
    private readonly WindowSpool _spool;
    private readonly KeptRecords<T> _kept;
    private bool _isOver;

    internal ExportWindow(
        ExportQuery query, ExportReadOptions options, WindowSpool spool, KeptRecords<T> kept, long recordCount, long byteCount, ExportCheckpoint checkpoint)
    {
        _query = query;
        _options = options;
        _spool = spool;
        _kept = kept;
        RecordCount = recordCount;
        ByteCount = byteCount;
        Checkpoint = checkpoint;
    }

    /// <summary>The start of the window, inclusive.</summary>
    public DateTimeOffset Start => _query.Start!.Value;

    /// <summary>The end of the window, exclusive: the next one starts there.</summary>
    public DateTimeOffset End => _query.End!.Value;

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
        if (_kept.Records is { } records)
        {
            ThrowIfOver();
            foreach (var record in _kept.Unreadable)
                _options.OnUnreadableRecord?.Invoke(record);

            foreach (var record in records)
            {
                ThrowIfOver();
                cancellationToken.ThrowIfCancellationRequested();
                yield return record;
            }

            yield break;
        }

        ThrowIfOver();
        var options = _options.Quietly();
        using var body = new ExportBody(_spool.Rewind(), options, cancellationToken);
        await foreach (var record in _query.Form.ReadAsync<T>(body, options, cancellationToken).ConfigureAwait(false))
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
