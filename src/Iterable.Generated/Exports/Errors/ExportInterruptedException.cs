namespace Iterable.Generated;

/// <summary>
/// An export that ended before its end. What was read until then is correct but not everything; since records come in no
/// order, the window has to be read again as a whole.
/// </summary>
public sealed class ExportInterruptedException : IterableException
{
    /// <summary>Makes one; also for those who test what they do about it.</summary>
    /// <param name="reason">Why the export ended.</param>
    /// <param name="recordsRead">The records before that.</param>
    /// <param name="bytesRead">The bytes before that.</param>
    /// <param name="details">What is known besides.</param>
    /// <param name="description">The reason in words, without personal data; made from the reason when null.</param>
    public ExportInterruptedException(
        ExportInterruption reason, long recordsRead, long bytesRead, IterableErrorDetails? details = null, string? description = null)
        : base(
            FormattableString.Invariant($"{details?.Operation?.ToString() ?? "An export"} ended before its end, after {recordsRead} records and {bytesRead} bytes: {description ?? reason.ToString()}."),
            details ?? new IterableErrorDetails())
    {
        Reason = reason;
        RecordsRead = recordsRead;
        BytesRead = bytesRead;
    }

    /// <summary>Why the export ended.</summary>
    public ExportInterruption Reason { get; }

    /// <summary>The whole records that came before.</summary>
    public long RecordsRead { get; }

    /// <summary>The bytes that came before, after decompression.</summary>
    public long BytesRead { get; }

    internal override CallFailureKind FailureKind => CallFailureKind.Unknown;
}
