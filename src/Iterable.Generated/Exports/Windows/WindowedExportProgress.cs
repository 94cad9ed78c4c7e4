namespace Iterable.Generated;

/// <summary>How far a read by windows has come.</summary>
public sealed class WindowedExportProgress
{
    /// <summary>Makes one; for those who test what they do with it.</summary>
    /// <param name="checkpoint">Where the next window starts, and how long it is.</param>
    /// <param name="start">The start of the whole period, inclusive.</param>
    /// <param name="end">The end of the whole period, exclusive.</param>
    /// <param name="windows">The windows that were dealt with.</param>
    /// <param name="interruptions">The attempts that broke.</param>
    /// <param name="records">The records so far.</param>
    /// <param name="bytes">The bytes so far.</param>
    public WindowedExportProgress(
        ExportCheckpoint checkpoint, DateTimeOffset start, DateTimeOffset end, long windows = 0, long interruptions = 0, long records = 0, long bytes = 0)
    {
        Checkpoint = checkpoint ?? throw new ArgumentNullException(nameof(checkpoint));
        Start = start;
        End = end;
        Windows = windows;
        Interruptions = interruptions;
        Records = records;
        Bytes = bytes;
    }

    /// <summary>Where the next window starts, and how long it is.</summary>
    public ExportCheckpoint Checkpoint { get; }

    /// <summary>The start of the whole period, inclusive.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The end of the whole period, exclusive.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The windows of this read that were dealt with.</summary>
    public long Windows { get; }

    /// <summary>The attempts of this read that broke.</summary>
    public long Interruptions { get; }

    /// <summary>The records in those windows.</summary>
    public long Records { get; }

    /// <summary>The bytes of those windows, after decompression.</summary>
    public long Bytes { get; }

    /// <summary>The part of the period that is done, from 0 to 1, by time.</summary>
    public double Fraction => (Checkpoint.Next - Start).TotalSeconds / (End - Start).TotalSeconds;
}
