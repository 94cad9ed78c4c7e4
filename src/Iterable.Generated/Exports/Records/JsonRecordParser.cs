using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Makes records of JSON objects. One belongs to one stream.</summary>
internal abstract class JsonRecordParser<T>
    where T : class
{
    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    /// <exception cref="UnreadableJsonException">It is one, but none of this type.</exception>
    public abstract T Read(ReadOnlySpan<byte> json);

    public static JsonRecordParser<T> Create() =>
        typeof(T) == typeof(JObject) ? (JsonRecordParser<T>)(object)new JObjectParser()
        : RowTypes.IsRow(typeof(T)) ? new ConvertingParser<T>(RowTypes.FromObject<T>)
        : RecordShape<T>.Instance is { } shape ? new ShapedParser<T>(shape)
        : new ConvertingParser<T>(IterableJson.ToObject<T>);

    private sealed class JObjectParser : JsonRecordParser<JObject>
    {
        public override JObject Read(ReadOnlySpan<byte> json) => JsonTokens.Read(json) as JObject ?? throw NoObject();
    }

    private protected static JsonException NoObject() => new("A record is a JSON object.");
}

/// <summary>Makes a record of a <see cref="JObject" /> that is read first.</summary>
internal sealed class ConvertingParser<T>(Func<JObject, T> convert) : JsonRecordParser<T>
    where T : class
{
    public override T Read(ReadOnlySpan<byte> json) => convert(JsonTokens.Read(json) as JObject ?? throw NoObject());
}

/// <summary>Reads members where they stand, and keeps the rest as bytes.</summary>
internal sealed class ShapedParser<T>(RecordShape<T> shape) : JsonRecordParser<T>
    where T : class
{
    private readonly NameCache<T> _names = new(shape);
    private readonly MemberBuffer _deferred = new();
    private readonly MemberBuffer _general = new();

    public override T Read(ReadOnlySpan<byte> json)
    {
        _deferred.Clear();
        _general.Clear();
        var record = shape.Create();
        var reader = new Utf8JsonReader(json, JsonTokens.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw NoObject();

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadMember(json, ref reader, record);

        // Throws when something follows.
        reader.Read();

        if (!_general.IsEmpty)
            IterableJson.Populate(_general.Close(), record);
        if (!_deferred.IsEmpty)
            ((IterableModel)(object)record).Defer(new DeferredJson(_deferred.ToArray(), shape));

        return record;
    }

    private void ReadMember(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, T record)
    {
        var start = (int)reader.TokenStartIndex;
        var match = reader.ValueIsEscaped ? shape.Find(JsonTokens.Text(ref reader)) : _names.Find(reader.ValueSpan);
        reader.Read();

        if (match.Member is { } member && (reader.TokenType == JsonTokenType.Null || member.TryRead(ref reader, record)))
            return;

        reader.Skip();
        if (match.Place == ValuePlace.Deferred)
            _deferred.Add(json.Slice(start, (int)reader.BytesConsumed - start));
        else if (match.Place != ValuePlace.Nowhere)
            _general.Add(json.Slice(start, (int)reader.BytesConsumed - start));
    }
}
