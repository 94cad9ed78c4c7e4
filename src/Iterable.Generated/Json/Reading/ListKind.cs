using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Lists, also as the text of their JSON. A single value that is no object is a list of one.</summary>
internal sealed class ListKind<TList, TItem>(ValueKind<TItem> items) : ValueKind<TList>
    where TList : class, IEnumerable<TItem>
{
    public override bool IsStructure => items.IsStructure;

    public override Fit FromJson(ref JsonCursor json, out TList value)
    {
        value = null!;
        switch (json.Reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Fit.OtherKind;
            case JsonTokenType.StartArray:
                return FromArray(ref json, out value);
            case JsonTokenType.String:
                var text = Utf8Text.Encode(JsonTokens.Text(ref json.Reader));
                return text.Length == 0 ? Fit.Absent : FromText(text, out value);
            default:
                return One(items.FromJson(ref json, out var item), item, out value);
        }
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out TList value)
    {
        if (!NestedJson.Is(text))
            return One(items.FromText(text, out var item), item, out value);

        var json = new JsonCursor(text);
        json.Reader.Read();
        return FromJson(ref json, out value);
    }

    private Fit FromArray(ref JsonCursor json, out TList value)
    {
        var start = json;
        var list = new List<TItem>();
        while (json.Reader.Read() && json.Reader.TokenType != JsonTokenType.EndArray)
        {
            var fit = items.EntryFromJson(ref json, out var item);
            if (fit != Fit.Yes)
            {
                json = start;
                value = null!;
                return fit;
            }

            list.Add(item);
        }

        value = Finish(list);
        return Fit.Yes;
    }

    private static Fit One(Fit fit, TItem item, out TList value)
    {
        value = fit == Fit.Yes ? Finish([item]) : null!;
        return fit;
    }

    private static TList Finish(List<TItem> list) => (TList)(object)(typeof(TList).IsArray ? list.ToArray() : list);
}
