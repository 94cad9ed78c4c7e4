namespace Iterable.Generated;

/// <summary>
/// A partition of an export is no longer this worker's: its lease ended and another worker took it, or it was given back, or it is done. Nothing was saved, and what
/// was written in the same transaction has to be rolled back.
/// </summary>
public sealed class ExportPartitionLostException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which partition, and what became of it.</param>
    /// <param name="innerException">What it came of, when there is something.</param>
    public ExportPartitionLostException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
