using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Free-form data, also where it comes as the text of its JSON, as in CSV and older exports.</summary>
internal sealed class TokenKind<TToken> : ValueKind<TToken>
    where TToken : JToken
{
    public override Fit FromJson(ref JsonCursor json, out TToken value)
    {
        value = null!;
        if (json.Reader.TokenType == JsonTokenType.String && typeof(TToken) != typeof(JToken))
            return FromText(Utf8Text.Encode(JsonTokens.Text(ref json.Reader)), out value);
        if (!Takes(json.Reader.TokenType))
            return Fit.OtherKind;

        value = (TToken)JsonTokens.Read(ref json.Reader, json.Memory.Names);
        return Fit.Yes;
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out TToken value)
    {
        value = null!;
        if (Utf8Text.IsBlank(text))
            return Fit.Absent;

        value = (JsonTokens.FromText(text) as TToken)!;
        return value is null ? Fit.OtherKind : Fit.Yes;
    }

    private static bool Takes(JsonTokenType token) => typeof(TToken) == typeof(JToken)
        || token == (typeof(TToken) == typeof(JObject) ? JsonTokenType.StartObject : JsonTokenType.StartArray);
}
