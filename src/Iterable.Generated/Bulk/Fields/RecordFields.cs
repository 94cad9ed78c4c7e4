using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Finds the free-form fields in the bytes of a record.</summary>
internal static class RecordFields
{
    /// <summary>How records are read: as deep as they were written. Whether that is too deep is for the service to tell.</summary>
    public static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>The record without the id that it stands under.</summary>
    public static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> json, bool isMap)
    {
        if (!isMap)
            return json;

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return json.Slice((int)reader.BytesConsumed + 1);
    }

    /// <summary>The object that holds the fields of a record; empty where it has none, or cannot be read, which raw values in it can bring about.</summary>
    public static ReadOnlySpan<byte> Of<TRecord>(LaneDefinition<TRecord> lane, ReadOnlySpan<byte> record)
    {
        try
        {
            var json = ValueOf(record, lane.Envelope.IsMap);
            var fields = Find(lane.Fields, json);
            return HoldsText(fields) ? fields : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // A raw value can hold half a character, which is JSON and no text.
    private static bool HoldsText(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
            return true;

        var reader = new Utf8JsonReader(json, AnyDepth);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                    reader.GetString();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static ReadOnlySpan<byte> Find(string? member, ReadOnlySpan<byte> json)
    {
        if (member is null)
            return json;

        var reader = new Utf8JsonReader(json, AnyDepth);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return default;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isHere = reader.ValueTextEquals(member);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isHere)
                return json.Slice(start, (int)reader.BytesConsumed - start);
        }

        return default;
    }
}
