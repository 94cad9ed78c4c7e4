namespace Iterable.Generated;

/// <summary>A record of an export that could not be read.</summary>
public sealed class UnreadableExportRecord
{
    /// <summary>Makes one; for those who test what they do with it.</summary>
    /// <param name="lineNumber">The line it begins on, from 1.</param>
    /// <param name="bytes">The record as it came.</param>
    /// <param name="problem">What is wrong with it, without anything that stands in it.</param>
    public UnreadableExportRecord(long lineNumber, byte[] bytes, string problem)
    {
        LineNumber = lineNumber;
        Bytes = bytes ?? throw new ArgumentNullException(nameof(bytes));
        Problem = problem ?? throw new ArgumentNullException(nameof(problem));
    }

    /// <summary>The line the record begins on, from 1; in CSV the header is the first, and line ends inside of quotes count.</summary>
    public long LineNumber { get; }

    /// <summary>The record as it came, without its line end. This is personal data.</summary>
    public byte[] Bytes { get; }

    /// <summary>What is wrong with it, without anything that stood in it.</summary>
    public string Problem { get; }

    /// <summary>Line and problem, without anything that stood in the record.</summary>
    /// <returns>For example <c>line 12: it is no JSON</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"line {LineNumber}: {Problem}");
}
