using System.Text.Json;

namespace Iterable.Generated;

/// <summary>Finds the free-form fields in the bytes of a record.</summary>
internal static class RecordFields
{
    /// <summary>The record without the id that it stands under.</summary>
    public static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> json, bool isMap)
    {
        if (!isMap)
            return json;

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return json.Slice((int)reader.BytesConsumed + 1);
    }

    /// <summary>The object that holds the fields of a record; empty where it has none.</summary>
    public static ReadOnlySpan<byte> Of<TRecord>(LaneDefinition<TRecord> lane, ReadOnlySpan<byte> record)
    {
        var json = ValueOf(record, lane.Envelope.IsMap);
        if (lane.Fields is null)
            return json;

        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return default;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isHere = reader.ValueTextEquals(lane.Fields);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isHere)
                return json.Slice(start, (int)reader.BytesConsumed - start);
        }

        return default;
    }
}
