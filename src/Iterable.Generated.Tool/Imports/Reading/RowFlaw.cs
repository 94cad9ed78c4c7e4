namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>What is wrong with a row that never becomes a record.</summary>
/// <param name="Reason">A word to count by.</param>
/// <param name="Problem">What is wrong, without any of the row's values.</param>
/// <param name="Text">The row as it stood in a file of text, where it has no values.</param>
internal sealed record RowFlaw(BulkReason Reason, string Problem, string? Text = null)
{
    /// <summary>It is no row of its format.</summary>
    public static RowFlaw Unreadable(string problem, string? text = null) => new(new BulkReason("unreadable"), problem, text);
}
