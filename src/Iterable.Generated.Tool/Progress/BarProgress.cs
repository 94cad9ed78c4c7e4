namespace Iterable.Generated.Tool.Progress;

/// <summary>How far a part of the work has come in this run, for those who look.</summary>
internal sealed class BarProgress
{
    private long _records;
    private long _bytes;
    private long _arriving;

    public long Records => Interlocked.Read(ref _records);

    /// <summary>The bytes of what is done, and of what arrives at the moment.</summary>
    public long Bytes => Interlocked.Read(ref _bytes) + Interlocked.Read(ref _arriving);

    /// <summary>The part of the work that is done, from 0 to 1.</summary>
    public double Fraction { get; set; }

    public long Unreadable { get; set; }

    public void Arrived(long bytes) => Interlocked.Exchange(ref _arriving, bytes);

    public void Add(long records, long bytes)
    {
        Interlocked.Exchange(ref _arriving, 0);
        Interlocked.Add(ref _records, records);
        Interlocked.Add(ref _bytes, bytes);
    }
}
