using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Builds <see cref="JToken" /> from UTF-8: an integer becomes a <see cref="long" />, or a <see cref="BigInteger" /> when it is
/// too large for one; another number a <see cref="double" />; a text that looks like a date stays a text.
/// </summary>
internal static class JsonTokens
{
    public const int MaxDepth = 128;

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Reads one whole JSON value.</summary>
    /// <exception cref="JsonException">It is no JSON, or more than one value.</exception>
    public static JToken Read(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8, ReaderOptions);
        json.Read();
        var token = Read(ref json);
        json.Read();
        return token;
    }

    /// <summary>Reads the value the reader stands on, and leaves the reader at its end.</summary>
    public static JToken Read(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new JObject();
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var name = Text(ref json);
                    json.Read();
                    members[name] = Read(ref json);
                }

                return members;
            case JsonTokenType.StartArray:
                var items = new JArray();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref json));

                return items;
            case JsonTokenType.String:
                return new JValue(Text(ref json));
            case JsonTokenType.Number:
                return ReadNumber(ref json);
            case JsonTokenType.True or JsonTokenType.False:
                return new JValue(json.TokenType == JsonTokenType.True);
            default:
                return JValue.CreateNull();
        }
    }

    /// <summary>The text the reader stands on. Half of a surrogate pair, which JSON can escape, becomes U+FFFD, as elsewhere.</summary>
    public static string Text(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            using var tolerant = new Newtonsoft.Json.JsonTextReader(new StringReader("\"" + Utf8Text.Decode(json.ValueSpan) + "\""));
            return tolerant.ReadAsString()!;
        }
    }

    private static JValue ReadNumber(ref Utf8JsonReader json)
    {
        if (json.TryGetInt64(out var integer))
            return new JValue(integer);

        var text = Utf8Text.Decode(json.ValueSpan);
        return text.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            ? new JValue((object)BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : new JValue(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
