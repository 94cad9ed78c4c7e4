using System.Buffers;

namespace Iterable.Generated;

/// <summary>Records that go out in one call, as the bytes of its body. They are copied only when some of them go out again without the others.</summary>
internal sealed class Batch<TRecord>
{
    private const int SmallestBody = 16 * 1024;
    private const int FewestSlots = 16;

    private static readonly RecordEnvelope Nothing = new();

    private readonly RecordEnvelope _envelope;
    private byte[] _bytes;
    private int _length;
    private Slot<TRecord>[] _slots;

    /// <summary>Makes one of records that do not go out.</summary>
    public Batch()
    {
        _envelope = Nothing;
        _bytes = [];
        _slots = ArrayPool<Slot<TRecord>>.Shared.Rent(FewestSlots);
    }

    /// <summary>Makes one to be sent.</summary>
    /// <param name="envelope">What stands around the records.</param>
    /// <param name="likelyLength">How many bytes it is likely to have: with as many from the start, none are copied while it grows.</param>
    public Batch(RecordEnvelope envelope, int likelyLength)
    {
        _envelope = envelope;
        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBody, likelyLength));
        _slots = ArrayPool<Slot<TRecord>>.Shared.Rent(FewestSlots);
        envelope.Before.CopyTo(_bytes, 0);
        _length = envelope.Before.Length;
    }

    public int Count { get; private set; }

    /// <summary>The place of that of its records which was read first.</summary>
    public long FirstSequence { get; private set; } = long.MaxValue;

    /// <summary>When that was read, as a timestamp of the client's clock.</summary>
    public long FirstReadAt { get; private set; } = long.MaxValue;

    /// <summary>The bytes of the body.</summary>
    public int Length => _length + _envelope.After.Length;

    /// <summary>Whether its records were in a call that may have taken effect.</summary>
    public bool MayHaveTakenEffect { get; set; }

    /// <summary>How often its records were sent again for no fault of theirs.</summary>
    public int Resends { get; set; }

    /// <summary>The body. Nothing is added after it was asked for.</summary>
    public ArraySegment<byte> Body
    {
        get
        {
            Grow(_envelope.After.Length);
            _envelope.After.CopyTo(_bytes, _length);
            return new ArraySegment<byte>(_bytes, 0, Length);
        }
    }

    public ref Slot<TRecord> this[int index] => ref _slots[index];

    /// <summary>The bytes of a record.</summary>
    public ReadOnlySpan<byte> JsonOf(int index) => new(_bytes, _slots[index].Offset, _slots[index].Length);

    /// <summary>Whether there is room for a record beside those that it has.</summary>
    public bool Fits(int bytes, LaneLimits limits) => Length + 1 + bytes <= limits.Bytes;

    public void Add(in Slot<TRecord> slot, ReadOnlySpan<byte> json)
    {
        Grow(json.Length + 1);
        if (Count > 0)
            _bytes[_length++] = (byte)',';
        json.CopyTo(_bytes.AsSpan(_length));
        Add(slot);
        (_slots[Count - 1].Offset, _slots[Count - 1].Length) = (_length, json.Length);
        _length += json.Length;
    }

    /// <summary>Adds a record that does not go out.</summary>
    public void Add(in Slot<TRecord> slot)
    {
        if (Count == _slots.Length)
        {
            var larger = ArrayPool<Slot<TRecord>>.Shared.Rent(Count * 2);
            Array.Copy(_slots, larger, Count);
            ReturnSlots();
            _slots = larger;
        }

        FirstSequence = Math.Min(FirstSequence, slot.Sequence);
        FirstReadAt = Math.Min(FirstReadAt, slot.ReadAt);
        _slots[Count++] = slot;
    }

    /// <summary>Gives all records whose fate is not known yet the same.</summary>
    public void SettleRest(Verdict verdict)
    {
        for (var i = 0; i < Count; i++)
            _slots[i].Verdict ??= verdict;
    }

    /// <summary>Those of the records whose fate is not known yet, as a batch of their own; null when there are none.</summary>
    public Batch<TRecord>? Rest(int from, int to)
    {
        Batch<TRecord>? rest = null;
        for (var i = from; i < to; i++)
        {
            if (_slots[i].Verdict is null)
                (rest ??= new Batch<TRecord>(_envelope, SmallestBody) { MayHaveTakenEffect = MayHaveTakenEffect, Resends = Resends }).Add(_slots[i], JsonOf(i));
        }

        return rest;
    }

    /// <summary>Where to cut it so that both parts are about as large; there are two records at least.</summary>
    public int Middle()
    {
        var middle = 1;
        while (middle < Count - 1 && _slots[middle].Offset < Length / 2)
            middle++;
        return middle;
    }

    /// <summary>Gives back the memory of the body. Not after a call that failed: what carries bodies may still be reading it.</summary>
    public void ReturnBytes()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    /// <summary>Gives back the memory of the records.</summary>
    public void ReturnSlots()
    {
        ArrayPool<Slot<TRecord>>.Shared.Return(_slots, clearArray: true);
        _slots = [];
    }

    private void Grow(int more)
    {
        if (_length + more <= _bytes.Length)
            return;

        // The pool of .NET Framework gives no more than is asked for, over a megabyte.
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + more, checked(_bytes.Length * 2)));
        Buffer.BlockCopy(_bytes, 0, larger, 0, _length);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
