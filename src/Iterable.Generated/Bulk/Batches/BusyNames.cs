namespace Iterable.Generated;

/// <summary>
/// Sees to it that a batch holds a name once, and that one batch of it is on its way: a record waits while its names, or those of a
/// record that waits before it, are in use. So the records of a user keep their order, and an answer that names a user names one record.
/// </summary>
internal sealed class BusyNames<TRecord>
{
    private readonly HashSet<RecordName> _inUse = [];
    private readonly Dictionary<RecordName, int> _waitedFor = [];
    private readonly HashSet<RecordName> _passed = [];
    private List<Slot<TRecord>> _waiting = [];
    private List<Slot<TRecord>> _spare = [];
    private bool _wasFreed;

    /// <summary>Whether one that waits may have to wait no longer.</summary>
    public bool CanRelease => _wasFreed;

    /// <summary>Takes the names of a record, or puts it to those that wait.</summary>
    public bool TryUse(in Slot<TRecord> slot)
    {
        if ((_waitedFor.Count == 0 || !(IsWaitedFor(slot.First) || IsWaitedFor(slot.Second))) && TryTake(slot))
            return true;

        _waiting.Add(slot);
        Count(slot.First, 1);
        Count(slot.Second, 1);
        return false;
    }

    /// <summary>Gives the names of a record free.</summary>
    public void Free(in Slot<TRecord> slot)
    {
        if (slot.First.IsThere)
            _inUse.Remove(slot.First);
        if (slot.Second.IsThere)
            _inUse.Remove(slot.Second);
        _wasFreed = _waiting.Count > 0;
    }

    /// <summary>Hands out, in their order, those that wait and need not any more, for as long as there is room for them.</summary>
    public void Release(Func<bool> hasRoom, Action<Slot<TRecord>> use)
    {
        _wasFreed = false;
        _passed.Clear();
        var waiting = _waiting;
        _waiting = _spare;
        for (var i = 0; i < waiting.Count; i++)
        {
            var slot = waiting[i];
            var hasPassed = _passed.Contains(slot.First) || _passed.Contains(slot.Second);
            if (!hasPassed && !hasRoom())
                _wasFreed = true;
            else if (!hasPassed && TryTake(slot))
            {
                Count(slot.First, -1);
                Count(slot.Second, -1);
                use(slot);
                continue;
            }

            _passed.Add(slot.First.IsThere ? slot.First : slot.Second);
            _passed.Add(slot.Second.IsThere ? slot.Second : slot.First);
            _waiting.Add(slot);
        }

        waiting.Clear();
        _spare = waiting;
    }

    /// <summary>Hands out all that wait, to be given up.</summary>
    public void GiveUp(Action<Slot<TRecord>> use)
    {
        foreach (var slot in _waiting)
            use(slot);
        _waiting.Clear();
        _waitedFor.Clear();
    }

    private bool TryTake(in Slot<TRecord> slot)
    {
        if (slot.First.IsThere && !_inUse.Add(slot.First))
            return false;
        if (!slot.Second.IsThere || _inUse.Add(slot.Second))
            return true;

        if (slot.First.IsThere)
            _inUse.Remove(slot.First);
        return false;
    }

    private bool IsWaitedFor(in RecordName name) => name.IsThere && _waitedFor.ContainsKey(name);

    private void Count(in RecordName name, int change)
    {
        if (!name.IsThere)
            return;

        _waitedFor.TryGetValue(name, out var count);
        if (count + change == 0)
            _waitedFor.Remove(name);
        else
            _waitedFor[name] = count + change;
    }
}
