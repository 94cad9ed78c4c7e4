namespace Iterable.Generated;

/// <summary>How values of one type stand in JSON and, alone, in a text: a field of CSV, or a text of JSON where another kind belongs.</summary>
internal abstract class ValueKind<TValue>
{
    /// <summary>Whether it holds objects of a known form, which no custom field does.</summary>
    public virtual bool IsStructure => false;

    /// <summary>Takes the value the cursor stands on; the cursor is at its end then, or where it was when the value does not fit.</summary>
    public abstract Fit FromJson(ref JsonCursor json, out TValue value);

    /// <summary>Takes a text that is not empty.</summary>
    public abstract Fit FromText(ReadOnlySpan<byte> text, out TValue value);
}
