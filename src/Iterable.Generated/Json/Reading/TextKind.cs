using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Texts. Whatever stands where one should becomes one: numbers and truth values as they are written, objects and arrays as their JSON.</summary>
internal sealed class TextKind : ValueKind<string>
{
    public override Fit FromJson(ref JsonCursor json, out string value)
    {
        value = json.Reader.TokenType switch
        {
            JsonTokenType.Null => null!,
            JsonTokenType.String => JsonTokens.Text(ref json.Reader),
            JsonTokenType.StartObject or JsonTokenType.StartArray => JsonTokens.Read(ref json.Reader, json.Memory.Names).ToString(Newtonsoft.Json.Formatting.None),
            _ => Utf8Text.Decode(json.Reader.ValueSpan),
        };
        return Fit.Yes;
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out string value)
    {
        value = Utf8Text.Decode(text);
        return Fit.Yes;
    }
}

/// <summary>Open enums, which take every text.</summary>
internal sealed class OpenEnumKind<TEnum> : ValueKind<TEnum>
    where TEnum : struct, IOpenEnum<TEnum>
{
    private static readonly TextKind Texts = new();

    public override Fit FromJson(ref JsonCursor json, out TEnum value)
    {
        var fit = Texts.FromJson(ref json, out var text);
        value = text is null ? default : default(TEnum).Create(text);
        return fit;
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out TEnum value)
    {
        value = default(TEnum).Create(Utf8Text.Decode(text));
        return Fit.Yes;
    }
}
