using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>
/// A record taken apart: what fits the type of its column, and the rest, byte for byte as it came. A value that does not fit its column, and a name that comes a second
/// time, stay in the rest. All of it is there until the next record is read.
/// </summary>
/// <param name="takesNul">Whether a column can have a text with U+0000; without it such a text stays in the rest, where it is escaped.</param>
internal sealed class RecordRow(bool takesNul = true)
{
    // More bytes than a time has in any form.
    private const int LongestTime = 64;

    // As deep as the client reads.
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 128 };

    private static readonly string[] TimeForms =
        ["yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss.FFF zzz", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK", "yyyy-MM-dd HH:mm:ss"];

    private static readonly KnownColumn[] Columns = [.. KnownColumns.All];

    // The places of the columns whose names have so many bytes.
    private static readonly int[][] ByLength =
        [.. Enumerable.Range(0, Columns.Max(column => column.Utf8Name.Length) + 1).Select(length => Enumerable.Range(0, Columns.Length).Where(i => Columns[i].Utf8Name.Length == length).ToArray())];

    private readonly (bool IsThere, long Number, ReadOnlyMemory<byte> Text)[] _values = new (bool, long, ReadOnlyMemory<byte>)[Columns.Length];
    private readonly ArrayBufferWriter<byte> _unescaped = new();
    private readonly ArrayBufferWriter<byte> _rest = new();

    /// <summary>The rest as JSON; null where nothing is left.</summary>
    public ReadOnlyMemory<byte>? Rest { get; private set; }

    /// <summary>The number in a column, by its place; of a time its ticks in UTC.</summary>
    public long? Number(int column) => _values[column].IsThere ? _values[column].Number : null;

    /// <summary>The text in a column, by its place, in UTF-8.</summary>
    public ReadOnlyMemory<byte>? Text(int column) => _values[column].IsThere ? _values[column].Text : default(ReadOnlyMemory<byte>?);

    /// <summary>Takes a record. What is no JSON object is kept whole, as a JSON text, in the rest.</summary>
    /// <param name="record">Its bytes.</param>
    /// <returns>Whether it is a JSON object.</returns>
    public bool TryRead(ReadOnlyMemory<byte> record)
    {
        if (Utf8.IsValid(record.Span) && TryReadMembers(record))
            return true;

        Array.Clear(_values);
        Rest = JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(record.Span));
        return false;
    }

    private bool TryReadMembers(ReadOnlyMemory<byte> record)
    {
        Array.Clear(_values);
        _unescaped.ResetWrittenCount();
        _rest.ResetWrittenCount();
        try
        {
            ReadMembers(record);
        }
        catch (JsonException)
        {
            return false;
        }

        if (_rest.WrittenCount > 0)
            _rest.Write("}"u8);
        Rest = _rest.WrittenCount > 0 ? _rest.WrittenMemory : default(ReadOnlyMemory<byte>?);
        return true;
    }

    private void ReadMembers(ReadOnlyMemory<byte> record)
    {
        var json = new Utf8JsonReader(record.Span, ReaderOptions);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException();

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)json.TokenStartIndex;
            var column = ColumnOf(ref json);
            json.Read();
            if (column >= 0 && !_values[column].IsThere && TryReadValue(ref json, record, column))
                continue;

            if (column < 0 || json.TokenType != JsonTokenType.Null)
            {
                json.Skip();
                _rest.Write(_rest.WrittenCount == 0 ? "{"u8 : ","u8);
                _rest.Write(record.Span[start..(int)json.BytesConsumed]);
            }
        }

        // Throws when something follows.
        json.Read();
    }

    private static int ColumnOf(ref Utf8JsonReader json)
    {
        if (json.ValueIsEscaped)
            return Unescaped(ref json) is { } name ? Array.FindIndex(Columns, column => column.Name == name) : -1;

        var utf8 = json.ValueSpan;
        foreach (var i in utf8.Length < ByLength.Length ? ByLength[utf8.Length] : [])
        {
            if (utf8.SequenceEqual(Columns[i].Utf8Name))
                return i;
        }

        return -1;
    }

    // Half of a surrogate pair can be written in JSON, in a name as in a value, and is no text.
    private static string? Unescaped(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool TryReadValue(ref Utf8JsonReader json, ReadOnlyMemory<byte> record, int column)
    {
        ref var value = ref _values[column];
        if (Columns[column].Kind == ColumnKind.Integer)
            return value.IsThere = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out value.Number);
        if (json.TokenType != JsonTokenType.String || !TryReadText(ref json, record, out value.Text))
            return false;

        return value.IsThere = Columns[column].Kind != ColumnKind.Time || TryReadTime(value.Text.Span, out value.Number);
    }

    private bool TryReadText(ref Utf8JsonReader json, ReadOnlyMemory<byte> record, out ReadOnlyMemory<byte> text)
    {
        text = record.Slice((int)json.TokenStartIndex + 1, json.ValueSpan.Length);
        if (!json.ValueIsEscaped)
            return true;

        try
        {
            var target = _unescaped.GetMemory(text.Length);
            var length = json.CopyString(target.Span);
            _unescaped.Advance(length);
            text = target[..length];
            return takesNul || !text.Span.Contains((byte)0);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, out long ticks)
    {
        Span<char> written = stackalloc char[LongestTime];
        var time = default(DateTimeOffset);
        var isTime = text.Length <= LongestTime && DateTimeOffset.TryParseExact(
            written[..Encoding.UTF8.GetChars(text, written)], TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
        ticks = time.UtcTicks;
        return isTime;
    }
}
