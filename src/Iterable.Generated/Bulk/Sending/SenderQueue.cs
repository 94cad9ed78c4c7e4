using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>The records that were added to a sender and not read yet, as a stream. Who adds waits for room.</summary>
internal sealed class SenderQueue<TRecord>(int room)
{
    private readonly object _lock = new();
    private readonly Queue<BulkRecord<TRecord>> _records = new();
    private readonly SemaphoreSlim _room = new(room);
    private readonly RunSignal _signal = new();
    private readonly StopSource _closing = new(default);
    private long _added;
    private bool _isClosed;

    /// <summary>How many records were added.</summary>
    public long Added
    {
        get
        {
            lock (_lock)
                return _added;
        }
    }

    public ValueTask AddAsync(BulkRecord<TRecord> record, bool mayWait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_room.Wait(0, CancellationToken.None))
        {
            return mayWait ? AddWhenThereIsRoomAsync(record, cancellationToken) : throw new InvalidOperationException(
                "The handler of outcomes adds a record to its own sender, which has no room before the handler has ended. Keep the record, and add it from elsewhere.");
        }

        Add(record);
        return default;
    }

    /// <summary>Takes no more, and wakes those who wait for room.</summary>
    public void Close()
    {
        lock (_lock)
            _isClosed = true;
        _signal.Set();
        _closing.Stop();
    }

    /// <summary>Reads what is added, until it is closed and empty. Cancelling ends it at once.</summary>
    public async IAsyncEnumerable<BulkRecord<TRecord>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var registration = cancellationToken.Register(static signal => ((RunSignal)signal!).Set(), _signal);
        while (!cancellationToken.IsCancellationRequested)
        {
            if (TryTake(out var record, out var isLast))
                yield return record;
            else if (isLast)
                yield break;
            else
                await _signal.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes the next record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isOver">Whether there is none, and none will come.</param>
    public bool TryTake(out BulkRecord<TRecord> record, out bool isOver)
    {
        lock (_lock)
        {
            isOver = _isClosed && _records.Count == 0;
            record = default;
            if (_records.Count == 0)
                return false;

            record = _records.Dequeue();
        }

        _room.Release();
        return true;
    }

    private async ValueTask AddWhenThereIsRoomAsync(BulkRecord<TRecord> record, CancellationToken cancellationToken)
    {
        if (_closing.IsCancellationRequested)
            throw Closed();

        using var either = new StopSource(cancellationToken, _closing.Token);
        try
        {
            await _room.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : Closed();
        }

        Add(record);
    }

    private void Add(BulkRecord<TRecord> record)
    {
        lock (_lock)
        {
            if (_isClosed)
                throw Closed();

            _records.Enqueue(record);
            _added++;
        }

        _signal.Set();
    }

    private static ObjectDisposedException Closed() => new("IBulkSender", "The sender is closed; nothing can be added to it any more.");
}
