namespace Iterable.Generated;

/// <summary>The records of a caller, read one by one without waiting for the next: a signal says when it is there.</summary>
internal sealed class RecordSource<TRecord> : IDisposable
{
    private readonly StopSource _stop = new(default);
    private readonly IAsyncEnumerator<BulkRecord<TRecord>> _records;
    private readonly Action _onMoved;
    private ValueTask<bool> _move;
    private bool _isMoving;
    private volatile bool _hasMoved;
    private TaskCompletionSource<bool>? _late;

    public RecordSource(IAsyncEnumerable<BulkRecord<TRecord>> records, RunSignal signal)
    {
        _records = records.GetAsyncEnumerator(_stop.Token);
        _onMoved = () =>
        {
            // The mark is set before it is looked whether somebody closes this, and CloseAsync does the two the other way round: one of them sees the other.
            _hasMoved = true;
            Interlocked.CompareExchange(ref _late, null, null)?.TrySetResult(true);
            signal.Set();
        };
    }

    /// <summary>Whether it has ended, or thrown.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the next record was asked for and has not been taken.</summary>
    public bool IsMoving => _isMoving;

    /// <summary>Whether the next record is being waited for.</summary>
    public bool IsWaiting => _isMoving && !_hasMoved;

    /// <summary>What it has thrown.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Reads the next record, if it is there.</summary>
    public bool TryRead(out BulkRecord<TRecord> record)
    {
        record = default;
        if (HasEnded || IsWaiting)
            return false;

        try
        {
            if (!_isMoving)
            {
                _move = _records.MoveNextAsync();
                if (!_move.IsCompleted)
                {
                    _isMoving = true;
                    _move.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onMoved);
                    return false;
                }
            }

            _isMoving = _hasMoved = false;
            if (_move.GetAwaiter().GetResult())
            {
                record = _records.Current;
                return true;
            }
        }
        catch (Exception e)
        {
            if (!_stop.IsCancellationRequested || e is not OperationCanceledException)
                Error = e;
        }

        HasEnded = true;
        return false;
    }

    /// <summary>Reads a record that was asked for before, and asks for no other.</summary>
    public bool TryReadLast(out BulkRecord<TRecord> record)
    {
        record = default;
        return _isMoving && TryRead(out record);
    }

    /// <summary>Tells whoever makes the records that no more are wanted.</summary>
    public void Stop() => _stop.Stop();

    /// <summary>Closes it, at once or, when it does not come back from the next record, when it does.</summary>
    public async ValueTask CloseAsync()
    {
        var late = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _late, late);
        if (IsWaiting)
            _ = CloseAfterAsync(late.Task);
        else
            await _records.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();

    private async Task CloseAfterAsync(Task move)
    {
        try
        {
            await move.ConfigureAwait(false);
            await _records.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody is there to be told any more.
        }
    }
}
