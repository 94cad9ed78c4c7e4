using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Numbers, truth values and times: what their text says, whether that stands in quotes, as a token of JSON or in CSV.</summary>
internal sealed class ScalarKind<TValue>(ScalarParser<TValue> parse) : ValueKind<TValue>
{
    public override Fit FromJson(ref JsonCursor json, out TValue value)
    {
        if (json.Reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return json.Reader is { TokenType: JsonTokenType.String, ValueIsEscaped: true }
                ? FromText(Utf8Text.Encode(JsonTokens.Text(ref json.Reader)), out value)
                : FromText(json.Reader.ValueSpan, out value);
        }

        value = default!;
        return Fit.OtherKind;
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out TValue value)
    {
        if (!Utf8Text.IsBlank(text))
            return parse(text, out value);

        value = default!;
        return Fit.Absent;
    }
}

internal delegate Fit ScalarParser<TValue>(ReadOnlySpan<byte> text, out TValue value);

/// <summary>A value or null.</summary>
internal sealed class NullableKind<TValue>(ValueKind<TValue> kind) : ValueKind<TValue?>
    where TValue : struct
{
    public override Fit FromJson(ref JsonCursor json, out TValue? value)
    {
        if (json.Reader.TokenType == JsonTokenType.Null)
        {
            value = null;
            return Fit.Yes;
        }

        var fit = kind.FromJson(ref json, out var some);
        value = some;
        return fit;
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out TValue? value)
    {
        var fit = kind.FromText(text, out var some);
        value = some;
        return fit;
    }
}
