namespace Iterable.Generated;

/// <summary>How large the batches of a lane are and how many are on their way. The size is what is left of it once the service has refused a larger one.</summary>
internal sealed class LaneLimits
{
    // "4 MB" in either meaning of the word.
    private const int DefaultBytes = 4_000_000;
    private const int DefaultRecords = 1000;

    private int _bytes;

    /// <summary>Works out what a lane keeps to.</summary>
    /// <param name="options">What its caller wants.</param>
    /// <param name="operation">The operation, with what the service takes.</param>
    /// <param name="limit">How often the client calls it: what the plan of its user allows, or what is published.</param>
    public LaneLimits(BulkOptions options, IterableOperation operation, IterableRateLimit? limit)
    {
        var facts = operation.Bulk;
        MostBytes = _bytes = Math.Min(options.MaxBatchBytes ?? DefaultBytes, operation.MaxBodySize ?? int.MaxValue);
        RecordBytes = facts?.MaxRecordBytes ?? int.MaxValue;
        Records = facts is null ? 1 : Math.Min(options.MaxBatchRecords ?? DefaultRecords, facts.MaxRecords ?? int.MaxValue);
        Calls = options.MaxConcurrentCalls
            ?? (facts is null ? 16 : limit is { } pace ? Math.Min(8, Math.Max(2, (int)Math.Ceiling(pace.Permits / pace.Window.TotalSeconds))) : 4);
        Pending = Math.Max(Records, options.MaxPendingRecords ?? (facts is null ? DefaultRecords : Records * (Calls + 2)));
        Linger = options.Linger;
        Resends = options.MaxResends;
        DrainTime = options.DrainTime;
    }

    /// <summary>The most bytes of any body. A record that is larger than <see cref="Bytes" /> can still go out alone.</summary>
    public int MostBytes { get; }

    /// <summary>The most bytes of a body with several records.</summary>
    public int Bytes => Volatile.Read(ref _bytes);

    /// <summary>The most bytes of a record.</summary>
    public int RecordBytes { get; }

    public int Records { get; }

    public int Calls { get; }

    public int Pending { get; }

    public TimeSpan Linger { get; }

    public int Resends { get; }

    public TimeSpan DrainTime { get; }

    /// <summary>Remembers that a body of some size was refused as too large.</summary>
    public void TooLarge(int bytes)
    {
        // A little more than half, since what stands around the records is in both halves, and no record is cut.
        var half = Math.Max(1024, (bytes / 2) + (bytes / 8));
        for (var known = Bytes; half < known; known = Bytes)
            Interlocked.CompareExchange(ref _bytes, half, known);
    }
}
