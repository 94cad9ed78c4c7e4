namespace Iterable.Generated;

/// <summary>How far the reading of an export has come.</summary>
public sealed class ExportProgress
{
    /// <summary>Makes one; for those who test what they do with it.</summary>
    /// <param name="records">The records so far.</param>
    /// <param name="bytes">The bytes so far.</param>
    public ExportProgress(long records, long bytes)
    {
        Records = records;
        Bytes = bytes;
    }

    /// <summary>The records read so far, without unreadable ones.</summary>
    public long Records { get; }

    /// <summary>The bytes read so far, after decompression.</summary>
    public long Bytes { get; }
}
