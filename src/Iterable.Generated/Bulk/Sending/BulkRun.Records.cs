namespace Iterable.Generated;

/// <content>Records that were read become part of the batch that is being filled, or are refused here.</content>
internal sealed partial class BulkRun<TRecord>
{
    private readonly RecordWriter<TRecord> _writer = new(lane);
    private ITimer? _lingering;
    private volatile bool _hasLingered;
    private Batch<TRecord>? _open;
    private int _lastLength;
    private Batch<TRecord>? _unsent;

    private void Take(BulkRecord<TRecord> given)
    {
        _pending++;
        var slot = new Slot<TRecord> { Record = given.Record, State = given.State, Sequence = _read++, ReadAt = _now };
        if (given.Record is null)
        {
            Refuse(slot, Verdict.Refused(BulkReason.NoIdentifier));
            return;
        }

        slot.First = lane.Identifiers[0].Of(given.Record, lane.ExactIds);
        if (lane.Identifiers.Length > 1)
            slot.Second = lane.Identifiers[1].Of(given.Record, lane.ExactIds);
        if (!slot.First.IsThere && !slot.Second.IsThere)
            Refuse(slot, Verdict.Refused(BulkReason.NoIdentifier));
        else if (_names.TryUse(slot))
            Place(slot);
    }

    /// <summary>Writes a record into the batch that is being filled.</summary>
    private void Place(in Slot<TRecord> slot)
    {
        ReadOnlySpan<byte> json;
        try
        {
            lane.Complete?.Invoke(slot.Record);
            json = _writer.Write(slot.Record);
        }
        catch (Exception e)
        {
            _names.Free(slot);
            Refuse(slot, Verdict.Refused(BulkReason.Unwritable, e));
            return;
        }

        if (lane.Check is { } check && check.Check(RecordFields.Of(lane, json)) is { } wrong)
        {
            _names.Free(slot);
            Refuse(slot, wrong);
            return;
        }

        if (json.Length + lane.Envelope.Length > limits.MostBytes || RecordFields.ValueOf(json, lane.Envelope.IsMap).Length > limits.RecordBytes)
        {
            _names.Free(slot);
            Refuse(slot, Verdict.Refused(BulkReason.TooLarge));
            return;
        }

        if (_open is not null && !_open.Fits(json.Length, limits))
            Seal();
        if (_open is null)
        {
            _open = new Batch<TRecord>(lane.Envelope, _lastLength);
            if (limits.Records > 1)
                Linger();
        }

        _open.Add(slot, json);
        if (_open.Count >= limits.Records)
            Seal();
    }

    private void Seal()
    {
        _lastLength = _open!.Length;
        _ready.Enqueue(_open);
        _open = null;
    }

    private void Linger()
    {
        _lingering ??= invoker.Time.CreateTimer(static run => ((BulkRun<TRecord>)run!).OnLingered(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _hasLingered = false;
        _lingering.Change(limits.Linger, Timeout.InfiniteTimeSpan);
    }

    private void OnLingered()
    {
        _hasLingered = true;
        _signal.Set();
    }

    /// <summary>Whether the batch that is being filled is to wait no longer.</summary>
    private bool IsDue() =>
        _open is not null && _flights.Count < limits.Calls
        && (_source!.HasEnded
            || Volatile.Read(ref _flushTo) > _open.FirstSequence
            || (_pending >= limits.Pending && _told.Count == 0)
            || _hasLingered);

    private void Refuse(Slot<TRecord> slot, Verdict verdict)
    {
        slot.Verdict = verdict;
        (_unsent ??= new Batch<TRecord>()).Add(slot);
    }
}
