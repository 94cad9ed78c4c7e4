using System.Text.Json;
using Newtonsoft.Json.Linq;

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

    /// <summary>Takes an entry of a list or a map, which is there also where it is a null.</summary>
    public Fit EntryFromJson(ref JsonCursor json, out TValue value)
    {
        // A JToken has a null of its own.
        if (json.Reader.TokenType == JsonTokenType.Null && default(TValue) is null && typeof(TValue) != typeof(JToken))
        {
            value = default!;
            return Fit.Yes;
        }

        var fit = FromJson(ref json, out value);
        return fit == Fit.Absent ? Fit.OtherKind : fit;
    }
}
