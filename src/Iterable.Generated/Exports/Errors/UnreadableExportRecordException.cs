namespace Iterable.Generated;

/// <summary>
/// A record of an export that could not be read, which ended the reading. Set <see cref="ExportReadOptions.OnUnreadableRecord" />
/// to take such records and go on.
/// </summary>
public sealed class UnreadableExportRecordException : IterableException
{
    internal UnreadableExportRecordException(UnreadableExportRecord record, long recordsRead, IterableErrorDetails details)
        : base($"{details.Operation?.ToString() ?? "An export"} holds a record that cannot be read, on {record}.", details)
    {
        Record = record;
        RecordsRead = recordsRead;
    }

    /// <summary>The record: its line, its bytes and what is wrong with it. The bytes are personal data.</summary>
    public UnreadableExportRecord Record { get; }

    /// <summary>The records that were read before it.</summary>
    public long RecordsRead { get; }
}
