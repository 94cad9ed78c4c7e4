using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>
/// A record taken apart: what fits the type of its column, and the rest, byte for byte as it came. A value that does not fit its column, and a name that comes a second
/// time, stay in the rest.
/// </summary>
/// <param name="takesNul">Whether a column can have a text with U+0000; without it such a text stays in the rest, where it is escaped.</param>
internal sealed class RecordRow(bool takesNul = true)
{
    private static readonly string[] TimeForms =
        ["yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss.FFF zzz", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK", "yyyy-MM-dd HH:mm:ss"];

    private readonly ArrayBufferWriter<byte> _rest = new();

    /// <summary>The values, by the place of their column: a text, a number, a time, or null.</summary>
    public object?[] Values { get; } = new object?[KnownColumns.All.Count];

    /// <summary>The rest as JSON; null where nothing is left.</summary>
    public string? Rest { get; private set; }

    /// <summary>Takes a record. What is no JSON object is kept whole, as a JSON text, in the rest.</summary>
    /// <param name="record">Its bytes.</param>
    public void Read(ReadOnlySpan<byte> record)
    {
        Array.Clear(Values);
        _rest.ResetWrittenCount();
        try
        {
            ReadMembers(record);
            Rest = _rest.WrittenCount == 0 ? null : Strict.GetString(Closed());
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            Array.Clear(Values);
            Rest = JsonSerializer.Serialize(Encoding.UTF8.GetString(record));
        }
    }

    private static UTF8Encoding Strict { get; } = new(false, throwOnInvalidBytes: true);

    private void ReadMembers(ReadOnlySpan<byte> record)
    {
        var json = new Utf8JsonReader(record);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException();

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)json.TokenStartIndex;
            var column = ColumnOf(ref json);
            json.Read();
            if (column >= 0 && Values[column] is null && (Values[column] = Value(ref json, KnownColumns.All[column].Kind)) is not null)
                continue;

            if (column < 0 || json.TokenType != JsonTokenType.Null)
            {
                json.Skip();
                Keep(record[start..(int)json.BytesConsumed]);
            }
        }

        // Throws when something follows.
        json.Read();
    }

    // Half of a surrogate pair can be written in JSON, in a name as in a value, and is no text.
    private static int ColumnOf(ref Utf8JsonReader json)
    {
        var columns = KnownColumns.All;
        for (var i = 0; i < columns.Count; i++)
        {
            if (IsName(ref json, columns[i]))
                return i;
        }

        return -1;
    }

    private static bool IsName(ref Utf8JsonReader json, KnownColumn column)
    {
        try
        {
            return json.ValueTextEquals(column.Utf8Name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private object? Value(ref Utf8JsonReader json, ColumnKind kind)
    {
        switch (kind)
        {
            case ColumnKind.Integer:
                return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number) ? number : null;
            case ColumnKind.Time:
                return json.TokenType == JsonTokenType.String && TryGetText(ref json, out var written)
                    && DateTimeOffset.TryParseExact(written, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time.UtcDateTime : null;
            default:
                return json.TokenType == JsonTokenType.String && TryGetText(ref json, out var text) && (takesNul || !text!.Contains('\0', StringComparison.Ordinal)) ? text : null;
        }
    }

    private static bool TryGetText(ref Utf8JsonReader json, out string? text)
    {
        try
        {
            text = json.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    private void Keep(ReadOnlySpan<byte> member)
    {
        _rest.Write(_rest.WrittenCount == 0 ? "{"u8 : ","u8);
        _rest.Write(member);
    }

    private ReadOnlySpan<byte> Closed()
    {
        _rest.Write("}"u8);
        return _rest.WrittenSpan;
    }
}
