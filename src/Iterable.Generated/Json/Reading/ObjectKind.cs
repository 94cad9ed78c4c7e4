using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Objects of a known form.</summary>
internal sealed class ObjectKind<T> : ValueKind<T>
    where T : class
{
    public override bool IsStructure => true;

    public override Fit FromJson(ref JsonCursor json, out T value)
    {
        value = null!;
        switch (json.Reader.TokenType)
        {
            case JsonTokenType.Null:
                return Fit.Yes;
            case JsonTokenType.StartObject:
                value = ObjectShape<T>.Instance.Read(ref json);
                return Fit.Yes;
            case JsonTokenType.String:
                return FromText(Utf8Text.Encode(JsonTokens.Text(ref json.Reader)), out value);
            default:
                return Fit.OtherKind;
        }
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out T value)
    {
        value = null!;
        if (!NestedJson.Is(text))
            return Utf8Text.IsBlank(text) ? Fit.Absent : Fit.OtherKind;

        var json = new JsonCursor(text);
        json.Reader.Read();
        return json.Reader.TokenType == JsonTokenType.StartObject ? FromJson(ref json, out value) : Fit.OtherKind;
    }
}
