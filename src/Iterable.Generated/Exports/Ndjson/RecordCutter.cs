namespace Iterable.Generated;

/// <summary>Finds where records end in a body that is only partly there.</summary>
internal abstract class RecordCutter
{
    /// <summary>Looks for a whole record at the start of some bytes.</summary>
    /// <param name="bytes">What is there; it begins where the last cut ended.</param>
    /// <param name="atEnd">Whether nothing more comes.</param>
    /// <param name="cut">What was found.</param>
    /// <returns>False when more bytes are needed, or when none are left.</returns>
    public abstract bool TryCut(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut);
}

/// <summary>A piece of a body.</summary>
/// <param name="Start">Where the record begins.</param>
/// <param name="Length">Its length; 0 for a piece without a record.</param>
/// <param name="Consumed">The length of the piece with what surrounds the record.</param>
/// <param name="Lines">The line ends in the piece.</param>
/// <param name="IsUnterminated">Whether the body ended where the record does, without a sign that it is whole.</param>
internal readonly record struct RecordCut(int Start, int Length, int Consumed, int Lines, bool IsUnterminated);
