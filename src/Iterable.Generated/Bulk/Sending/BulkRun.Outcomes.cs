namespace Iterable.Generated;

/// <content>What became known of records is counted and told, one by one.</content>
internal sealed partial class BulkRun<TRecord>
{
    private readonly Queue<Batch<TRecord>> _told = new();
    private readonly RunMeter _meter = new(lane.Operation, invoker.Telemetry, invoker.Time, progress);
    private Batch<TRecord>? _telling;
    private int _nextToTell;

    private void Tell(Batch<TRecord> batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Verdict is not null)
                _names.Free(batch[i]);
        }

        Meter(batch);
        _told.Enqueue(batch);
    }

    private void Meter(Batch<TRecord> batch)
    {
        var oldest = long.MaxValue;
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Verdict is { } verdict)
            {
                _meter.Count(verdict);
                oldest = Math.Min(oldest, batch[i].ReadAt);
            }
        }

        _meter.Settled(oldest);
    }

    private bool TryTell(out BulkOutcome<TRecord> outcome)
    {
        while (true)
        {
            if (_telling is null)
            {
                if (_told.Count == 0)
                {
                    outcome = null!;
                    return false;
                }

                _telling = _told.Dequeue();
                _nextToTell = 0;
            }

            while (_nextToTell < _telling.Count)
            {
                ref var slot = ref _telling[_nextToTell++];
                if (slot.Verdict is not { } verdict)
                    continue;

                _pending--;
                outcome = new BulkOutcome<TRecord>(slot.Record, slot.State, slot.Sequence, verdict);
                return true;
            }

            _telling.ReturnSlots();
            _telling = null;
        }
    }
}
