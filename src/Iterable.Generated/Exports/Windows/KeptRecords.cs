namespace Iterable.Generated;

/// <summary>
/// The records of a window as they were read, for as long as its bytes are in memory and what could not be read has room beside them; after
/// that there are none, and the bytes are read again: records in memory would be more than the bytes are.
/// </summary>
internal sealed class KeptRecords<T>(WindowSpool spool, long memoryLimit)
    where T : class
{
    // What an unreadable record takes besides its bytes.
    private const int Overhead = 128;

    private List<T>? _records = [];
    private List<UnreadableExportRecord> _unreadable = [];
    private long _room = memoryLimit;

    /// <summary>Those that could be read; null when the bytes have to be read again.</summary>
    public IReadOnlyList<T>? Records => _records;

    /// <summary>Those that could not.</summary>
    public IReadOnlyList<UnreadableExportRecord> Unreadable => _unreadable;

    public void Add(T record)
    {
        if (HasRoom())
            _records!.Add(record);
    }

    public void Add(UnreadableExportRecord record)
    {
        _room -= record.Bytes.Length + Overhead;
        if (HasRoom())
            _unreadable.Add(record);
    }

    private bool HasRoom()
    {
        if (_records is not null && (spool.IsSpilled || _room < spool.BytesInMemory))
            (_records, _unreadable) = (null, []);

        return _records is not null;
    }
}
