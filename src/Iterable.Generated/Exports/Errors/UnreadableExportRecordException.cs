namespace Iterable.Generated;

/// <summary>
/// A record of an export that could not be read, which ended the reading. Set <see cref="ExportReadOptions.OnUnreadableRecord" />
/// to take such records and go on.
/// </summary>
public sealed class UnreadableExportRecordException : IterableException
{
    /// <summary>Makes one; also for those who test what they do about it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="recordsRead">The records that were read before it.</param>
    /// <param name="details">What else is known; nothing when null.</param>
    public UnreadableExportRecordException(UnreadableExportRecord record, long recordsRead, IterableErrorDetails? details = null)
        : base($"{details?.Operation?.ToString() ?? "An export"} holds a record that cannot be read, on {record}.", details ?? new IterableErrorDetails())
    {
        Record = record ?? throw new ArgumentNullException(nameof(record));
        RecordsRead = recordsRead;
    }

    /// <summary>The record: its line, its bytes and what is wrong with it. The bytes are personal data.</summary>
    public UnreadableExportRecord Record { get; }

    /// <summary>The records that were read before it.</summary>
    public long RecordsRead { get; }
}
