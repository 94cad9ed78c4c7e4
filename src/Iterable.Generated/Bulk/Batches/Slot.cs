namespace Iterable.Generated;

/// <summary>A record on its way.</summary>
internal struct Slot<TRecord>
{
    public TRecord Record;
    public object? State;
    public long Sequence;

    /// <summary>When it was read, as a timestamp of the client's clock.</summary>
    public long ReadAt;

    /// <summary>What it is about; the second for records that name two things.</summary>
    public RecordName First;
    public RecordName Second;

    /// <summary>Where it stands in the body of its batch.</summary>
    public int Offset;
    public int Length;

    /// <summary>What became of it, once that is known.</summary>
    public Verdict? Verdict;
}
