namespace Iterable.Generated;

/// <summary>
/// Finds where records end in a body that is only partly there. What it finds depends on the body and not on the pieces it comes in.
/// </summary>
internal abstract class RecordCutter
{
    /// <summary>Whether the body may end after what was cut.</summary>
    public virtual bool IsComplete => true;

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
internal readonly record struct RecordCut(int Start, int Length, int Consumed, int Lines)
{
    /// <summary>Whether the body ended where the record does, without a sign that it is whole.</summary>
    public bool IsUnterminated { get; init; }

    /// <summary>Whether this is only the start of a record that is larger than records may be.</summary>
    public bool IsTooLarge { get; private init; }

    /// <summary>Why this cannot be a record, in words without anything that stands in it.</summary>
    public string? Problem { get; init; }

    public static RecordCut TooLarge(int maxSize) => new(0, maxSize, 0, 0) { IsTooLarge = true };

    /// <summary>A piece without a record.</summary>
    public static RecordCut Nothing(ReadOnlySpan<byte> bytes) => new(0, 0, bytes.Length, LinesIn(bytes));

    public static int LinesIn(ReadOnlySpan<byte> bytes)
    {
        var lines = 0;
        for (int at; (at = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes.Slice(at + 1))
            lines++;

        return lines;
    }
}
