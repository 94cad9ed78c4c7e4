using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Builds <see cref="JToken" /> from UTF-8: an integer becomes a <see cref="long" />, or a <see cref="BigInteger" /> when it is
/// too large for one; another number the nearest <see cref="double" />, or a <see cref="decimal" /> where that has digits which a double
/// loses; a text that looks like a date stays a text.
/// </summary>
internal static class JsonTokens
{
    public const int MaxDepth = 128;

    private const int DoubleLength = 300;

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Reads one whole JSON value.</summary>
    /// <exception cref="JsonException">It is no JSON, or more than one value.</exception>
    /// <exception cref="UnreadableJsonException">It holds a number that nothing can keep.</exception>
    public static JToken Read(ReadOnlySpan<byte> utf8, MemberNames? names = null)
    {
        var json = new Utf8JsonReader(utf8, ReaderOptions);
        json.Read();
        var token = Read(ref json, names);
        json.Read();
        return token;
    }

    /// <summary>What a text that stands for a value is: what its JSON says where it is an object or an array, else the text.</summary>
    public static JToken FromText(ReadOnlySpan<byte> text)
    {
        try
        {
            return NestedJson.Is(text) ? Read(text) : new JValue(Utf8Text.Decode(text));
        }
        catch (UnreadableJsonException)
        {
            // The text keeps what the objects cannot.
            return new JValue(Utf8Text.Decode(text));
        }
    }

    /// <summary>Reads the value the reader stands on, and leaves the reader at its end.</summary>
    public static JToken Read(ref Utf8JsonReader json, MemberNames? names = null)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref json, names);
            case JsonTokenType.StartArray:
                var items = new JArray();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    items.Insert(items.Count, Read(ref json, names));

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

    /// <summary>Whether the name the reader stands on is this one. One with half of a surrogate pair is none that anybody looks for.</summary>
    public static bool IsNamed(ref Utf8JsonReader json, string name) => json.ValueIsEscaped ? Text(ref json) == name : json.ValueTextEquals(name);

    /// <summary>Finds numbers that would become infinite.</summary>
    /// <exception cref="UnreadableJsonException">This is one.</exception>
    public static void CheckNumber(ref Utf8JsonReader json)
    {
        var number = json.ValueSpan;
        if ((number.Length > DoubleLength || number.IndexOfAny((byte)'e', (byte)'E') >= 0) && !NumberText.IsInteger(number))
            ToDouble(number);
    }

    private static JObject ReadObject(ref Utf8JsonReader json, MemberNames? names)
    {
        var members = new JObject();
        IList<JToken> all = members;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = MemberNames.Get(names, ref json);
            json.Read();
            var value = Read(ref json, names);
            try
            {
                // Add() looks first whether it got several.
                all.Insert(members.Count, new JProperty(name, value));
            }
            catch (ArgumentException)
            {
                // The name stands there twice: the last counts.
                members[name] = value;
            }
        }

        return members;
    }

    private static JValue ReadNumber(ref Utf8JsonReader json) =>
        json.TryGetInt64(out var integer) ? new JValue(integer)
        : NumberText.IsInteger(json.ValueSpan) ? new JValue((object)BigInteger.Parse(Utf8Text.Decode(json.ValueSpan), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
        : NumberText.IsBeyondDouble(json.ValueSpan) && NumberText.ToDecimal(json.ValueSpan, out var exact) == Fit.Yes ? new JValue(exact)
        : new JValue(ToDouble(json.ValueSpan));

    private static double ToDouble(ReadOnlySpan<byte> number) => NumberText.ToDouble(number, out var value) == Fit.Yes
        ? value
        : throw new UnreadableJsonException("it holds a number that is beyond a double.");
}
