using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Objects whose members all are of one kind, under names nobody knows beforehand.</summary>
internal sealed class MapKind<TMap, TKey, TItem>(ValueKind<TItem> items) : ValueKind<TMap>
    where TMap : class
    where TKey : notnull
{
    private static readonly ValueKind<TKey> Keys = ValueKinds.Of<TKey>();

    public override bool IsStructure => items.IsStructure;

    public override Fit FromJson(ref JsonCursor json, out TMap value)
    {
        value = null!;
        if (json.Reader.TokenType == JsonTokenType.String)
            return FromText(Utf8Text.Encode(JsonTokens.Text(ref json.Reader)), out value);
        if (json.Reader.TokenType != JsonTokenType.StartObject)
            return Fit.OtherKind;

        var start = json;
        var map = new Dictionary<TKey, TItem>();
        while (json.Reader.Read() && json.Reader.TokenType == JsonTokenType.PropertyName)
        {
            Keys.FromText(Utf8Text.Encode(JsonTokens.Text(ref json.Reader)), out var key);
            json.Reader.Read();
            var fit = items.EntryFromJson(ref json, out var item);
            if (fit != Fit.Yes)
            {
                json = start;
                return fit;
            }

            map[key] = item;
        }

        value = (TMap)(object)map;
        return Fit.Yes;
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out TMap value)
    {
        value = null!;
        if (!NestedJson.Is(text))
            return Utf8Text.IsBlank(text) ? Fit.Absent : Fit.OtherKind;

        var json = new JsonCursor(text);
        json.Reader.Read();
        return FromJson(ref json, out value);
    }
}
