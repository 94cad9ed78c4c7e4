using CsvHelper;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Makes records of the rows of one table. An empty field is an absent value.</summary>
internal abstract class CsvRowParser<T>
    where T : class
{
    /// <summary>Reads the row the reader stands on.</summary>
    /// <exception cref="UnreadableJsonException">A field is not what its column holds.</exception>
    public abstract T Read(CsvReader csv, int fields);

    public static CsvRowParser<T> Create(IReadOnlyList<string> columns) =>
        RowTypes.IsRow(typeof(T)) ? new TextRowParser<T>(columns)
        : typeof(T) == typeof(JObject) ? new ObjectRowParser<T>(columns, static row => (T)(object)row)
        : RecordShape<T>.Instance is { } shape ? new ShapedRowParser<T>(columns, shape)
        : new ObjectRowParser<T>(columns, IterableJson.ToObject<T>);

    /// <summary>The token a field stands for: what its JSON says where it is an object or an array, else its text.</summary>
    public static JToken ToToken(ReadOnlySpan<byte> text) =>
        NestedJson.Is(text) ? JsonTokens.Read(text) : new JValue(Utf8Text.Decode(text));
}

/// <summary>Rows as dictionaries. Here an empty field is an empty text, and only one that a short row lacks is absent.</summary>
internal sealed class TextRowParser<T>(IReadOnlyList<string> columns) : CsvRowParser<T>
    where T : class
{
    public override T Read(CsvReader csv, int fields)
    {
        var row = new Dictionary<string, string>(fields, StringComparer.Ordinal);
        for (var i = 0; i < fields; i++)
            row.Add(columns[i], csv.GetString(i));

        return (T)(object)row;
    }
}

/// <summary>Rows as JSON objects, and what Newtonsoft.Json makes of those.</summary>
internal sealed class ObjectRowParser<T>(IReadOnlyList<string> columns, Func<JObject, T> convert) : CsvRowParser<T>
    where T : class
{
    public override T Read(CsvReader csv, int fields)
    {
        var row = new JObject();
        for (var i = 0; i < fields; i++)
        {
            var text = csv.GetSpan(i);
            if (!text.IsEmpty)
                row.Add(columns[i], ToToken(text));
        }

        return convert(row);
    }
}

/// <summary>Reads members where they stand, and keeps the rest as bytes.</summary>
internal sealed class ShapedRowParser<T>(IReadOnlyList<string> columns, RecordShape<T> shape) : CsvRowParser<T>
    where T : class
{
    private readonly string[] _columns = columns.ToArray();
    private readonly NameMatch<T>[] _matches = columns.Select(shape.Find).ToArray();
    private readonly FieldBuffer _deferred = new();

    public override T Read(CsvReader csv, int fields)
    {
        _deferred.Clear();
        JObject? general = null;
        var record = shape.Create();
        for (var i = 0; i < fields; i++)
        {
            var match = _matches[i];
            if (match.Place == ValuePlace.Nowhere)
                continue;

            var text = csv.GetSpan(i);
            if (text.IsEmpty || (match.Member is { } member && member.TryRead(text, record)))
                continue;

            if (match.Place == ValuePlace.Deferred)
                _deferred.Add(i, text);
            else
                (general ??= []).Add(_columns[i], ToToken(text));
        }

        if (general is not null)
            IterableJson.Populate(general, record);
        if (!_deferred.IsEmpty)
            ((IterableModel)(object)record).Defer(new DeferredFields(_deferred.ToArray(), _columns, shape));

        return record;
    }
}
