using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Makes records of JSON objects. One belongs to one stream.</summary>
internal sealed class JsonRecordParser<T>
    where T : class
{
    private readonly ReadingMemory _memory = new(new MemberNames());
    private readonly ValueKind<T> _kind =
        RowTypes.IsRow(typeof(T)) ? new RowKind<T>()
        : typeof(T) == typeof(NoRecord) ? (ValueKind<T>)(object)new NoRecordKind()
        : ValueKinds.Of<T>();

    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">It is no JSON object in UTF-8.</exception>
    /// <exception cref="UnreadableJsonException">It is one, but none of this type.</exception>
    public T Read(ReadOnlySpan<byte> record)
    {
        if (typeof(T) == typeof(AnyRecord))
            return (T)(object)AnyRecord.Instance;
        if (!Utf8Text.IsValid(record))
            throw new JsonException("A record is UTF-8.");

        var json = new JsonCursor(record, _memory);
        json.Reader.Read();
        if (json.Reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A record is a JSON object.");

        var fit = _kind.FromJson(ref json, out var value);

        // Throws when something follows.
        json.Reader.Read();
        return fit == Fit.Yes && value is not null ? value : throw new UnreadableJsonException($"it is no JSON for {IterableJson.TypeName(typeof(T))}.");
    }
}

/// <summary>Rows as dictionaries of texts.</summary>
internal sealed class RowKind<T> : ValueKind<T>
    where T : class
{
    public override Fit FromJson(ref JsonCursor json, out T value)
    {
        value = RowTypes.FromObject<T>(ref json);
        return Fit.Yes;
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out T value) => throw new NotSupportedException();
}

/// <summary>Objects that are checked and passed over.</summary>
internal sealed class NoRecordKind : ValueKind<NoRecord>
{
    private static readonly NoRecord Checked = new();

    public override Fit FromJson(ref JsonCursor json, out NoRecord value)
    {
        json.Reader.Skip();
        value = Checked;
        return Fit.Yes;
    }

    public override Fit FromText(ReadOnlySpan<byte> text, out NoRecord value) => throw new NotSupportedException();
}
