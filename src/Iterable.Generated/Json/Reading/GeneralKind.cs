namespace Iterable.Generated;

/// <summary>What Newtonsoft.Json makes of a value.</summary>
internal sealed class GeneralKind<TValue> : ValueKind<TValue>
{
    public override Fit FromJson(ref JsonCursor json, out TValue value)
    {
        var start = json;
        try
        {
            value = IterableJson.ToValue<TValue>(json.Skip());
            return Fit.Yes;
        }
        catch (UnreadableJsonException)
        {
            json = start;
            value = default!;
            return Fit.OtherKind;
        }
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out TValue value)
    {
        try
        {
            value = IterableJson.ToValue<TValue>(JsonTokens.FromText(text));
            return Fit.Yes;
        }
        catch (UnreadableJsonException)
        {
            value = default!;
            return Fit.OtherKind;
        }
    }
}
