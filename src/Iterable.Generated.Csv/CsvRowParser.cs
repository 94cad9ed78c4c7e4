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
        : ObjectShape<T>.Exists ? new ShapedRowParser<T>(columns, ObjectShape<T>.Instance)
        : new ObjectRowParser<T>(columns, IterableJson.ToValue<T>);
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
                row.Add(columns[i], JsonTokens.FromText(text));
        }

        return convert(row);
    }
}

/// <summary>Reads members where they stand, and keeps the rest of a model as bytes.</summary>
internal sealed class ShapedRowParser<T>(IReadOnlyList<string> columns, ObjectShape<T> shape) : CsvRowParser<T>
    where T : class
{
    private readonly DeferredColumns _columns = DeferredColumns.Of(columns, shape.Find);
    private readonly FieldBuffer _deferred = new();
    private readonly HashSet<NameMatch> _given = [];

    public override T Read(CsvReader csv, int fields)
    {
        _deferred.Clear();
        _given.Clear();
        var target = shape.Begin();
        for (var i = 0; i < fields; i++)
        {
            var text = csv.GetSpan(i);
            if (text.IsEmpty || shape.Read(text, _columns.Matches[i], target, _given))
                continue;

            if (target is IterableModel)
                _deferred.Add(i, text);
            else if (shape.KeepsBeside)
                shape.Keep(target, _columns.Names[i], JsonTokens.FromText(text));
        }

        if (!_deferred.IsEmpty)
            ((IterableModel)target).Defer(new DeferredFields(_deferred.ToArray(), _columns, (IDeferredTarget)shape));

        return shape.End(target, _given);
    }
}
