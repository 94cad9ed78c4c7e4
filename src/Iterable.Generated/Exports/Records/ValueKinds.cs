using System.Buffers.Text;
using System.Text.Json;

namespace Iterable.Generated;

/// <summary>The types of member that are read from bytes without a detour.</summary>
internal static class ValueKinds
{
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = new ValueKind<string>(TryText, TryText),
        [typeof(IList<string>)] = new ValueKind<IList<string>>(TryTexts, TryTexts),
        [typeof(bool)] = new ValueKind<bool>(TryTruth, TryTruth),
        [typeof(bool?)] = new ValueKind<bool?>(
            (ref Utf8JsonReader json, out bool? value) => Some(TryTruth(ref json, out var truth), truth, out value),
            (ReadOnlySpan<byte> text, out bool? value) => Some(TryTruth(text, out var truth), truth, out value)),
        [typeof(int)] = new ValueKind<int>(TryInt, TryInt),
        [typeof(int?)] = new ValueKind<int?>(
            (ref Utf8JsonReader json, out int? value) => Some(TryInt(ref json, out var number), number, out value),
            (ReadOnlySpan<byte> text, out int? value) => Some(TryInt(text, out var number), number, out value)),
        [typeof(long)] = new ValueKind<long>(TryLong, TryLong),
        [typeof(long?)] = new ValueKind<long?>(
            (ref Utf8JsonReader json, out long? value) => Some(TryLong(ref json, out var number), number, out value),
            (ReadOnlySpan<byte> text, out long? value) => Some(TryLong(text, out var number), number, out value)),
        [typeof(double)] = new ValueKind<double>(TryDouble, TryDouble),
        [typeof(double?)] = new ValueKind<double?>(
            (ref Utf8JsonReader json, out double? value) => Some(TryDouble(ref json, out var number), number, out value),
            (ReadOnlySpan<byte> text, out double? value) => Some(TryDouble(text, out var number), number, out value)),
        [typeof(decimal)] = new ValueKind<decimal>(TryDecimal, TryDecimal),
        [typeof(decimal?)] = new ValueKind<decimal?>(
            (ref Utf8JsonReader json, out decimal? value) => Some(TryDecimal(ref json, out var number), number, out value),
            (ReadOnlySpan<byte> text, out decimal? value) => Some(TryDecimal(text, out var number), number, out value)),
        [typeof(DateTimeOffset)] = new ValueKind<DateTimeOffset>(TryTime, Utf8Time.TryParse),
        [typeof(DateTimeOffset?)] = new ValueKind<DateTimeOffset?>(
            (ref Utf8JsonReader json, out DateTimeOffset? value) => Some(TryTime(ref json, out var time), time, out value),
            (ReadOnlySpan<byte> text, out DateTimeOffset? value) => Some(Utf8Time.TryParse(text, out var time), time, out value)),
    };

    /// <summary>The kind for a type, or <see langword="null" /> where the general serializer has to read it.</summary>
    public static object? Find(Type type) => Known.TryGetValue(type, out var kind) ? kind : null;

    private static bool Some<TValue>(bool found, TValue value, out TValue? some)
        where TValue : struct
    {
        some = value;
        return found;
    }

    private static bool TryText(ref Utf8JsonReader json, out string value)
    {
        value = "";
        if (json.TokenType != JsonTokenType.String)
            return false;

        try
        {
            value = json.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return false;
        }
    }

    private static bool TryText(ReadOnlySpan<byte> text, out string value)
    {
        value = Utf8Text.Decode(text);
        return true;
    }

    private static bool TryTexts(ref Utf8JsonReader json, out IList<string> value)
    {
        var texts = new List<string>();
        value = texts;
        if (json.TokenType != JsonTokenType.StartArray)
            return false;

        var ahead = json;
        while (ahead.Read() && TryText(ref ahead, out var text))
            texts.Add(text);
        if (ahead.TokenType != JsonTokenType.EndArray)
            return false;

        json = ahead;
        return true;
    }

    // A list is a JSON array in its field; any other text is a list of one.
    private static bool TryTexts(ReadOnlySpan<byte> text, out IList<string> value)
    {
        if (text[0] != '[' || !TryArray(text, out value))
            value = new List<string> { Utf8Text.Decode(text) };

        return true;
    }

    private static bool TryArray(ReadOnlySpan<byte> text, out IList<string> value)
    {
        value = [];
        var json = new Utf8JsonReader(text);
        try
        {
            return json.Read() && TryTexts(ref json, out value) && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryTruth(ref Utf8JsonReader json, out bool value)
    {
        value = json.TokenType == JsonTokenType.True;
        return json.TokenType is JsonTokenType.True or JsonTokenType.False;
    }

    private static bool TryTruth(ReadOnlySpan<byte> text, out bool value) =>
        Utf8Parser.TryParse(text, out value, out var length) && length == text.Length;

    private static bool TryInt(ref Utf8JsonReader json, out int value)
    {
        value = 0;
        return json.TokenType == JsonTokenType.Number && json.TryGetInt32(out value);
    }

    private static bool TryInt(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (!TryLong(text, out var number) || number is < int.MinValue or > int.MaxValue)
            return false;

        value = (int)number;
        return true;
    }

    private static bool TryLong(ref Utf8JsonReader json, out long value)
    {
        value = 0;
        return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out value);
    }

    private static bool TryLong(ReadOnlySpan<byte> text, out long value)
    {
        if (Utf8Parser.TryParse(text, out value, out var length) && length == text.Length)
            return true;

        // "12.0" is what some tools make of a number on its way through a table.
        if (!TryDecimal(text, out var number) || number != decimal.Truncate(number) || number is < long.MinValue or > long.MaxValue)
            return false;

        value = (long)number;
        return true;
    }

    private static bool TryDouble(ref Utf8JsonReader json, out double value)
    {
        value = 0;
        return json.TokenType == JsonTokenType.Number && json.TryGetDouble(out value);
    }

    private static bool TryDouble(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var length) && length == text.Length;

    private static bool TryDecimal(ref Utf8JsonReader json, out decimal value)
    {
        value = 0;
        return json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out value);
    }

    private static bool TryDecimal(ReadOnlySpan<byte> text, out decimal value) =>
        (Utf8Parser.TryParse(text, out value, out var length) && length == text.Length)
        || (Utf8Parser.TryParse(text, out value, out length, 'e') && length == text.Length);

    private static bool TryTime(ref Utf8JsonReader json, out DateTimeOffset value)
    {
        value = default;
        return json.TokenType == JsonTokenType.String && !json.HasValueSequence && !json.ValueIsEscaped && Utf8Time.TryParse(json.ValueSpan, out value);
    }
}
