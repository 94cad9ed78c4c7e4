using Newtonsoft.Json.Linq;
using Parquet.Data;
using Parquet.Schema;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>
/// A column of a group, which holds one kind of value of all rows, however deep it lies: beside each value stands how much of the way to it is there (the definition level),
/// and which of the lists on the way goes on with it (the repetition level).
/// </summary>
internal sealed class ParquetColumn : IDisposable
{
    private readonly IReadOnlyList<Field> _path;
    private readonly RawColumnData _data;
    private readonly Func<int, JToken> _value;
    private readonly int[]? _definitions;
    private readonly int[]? _repetitions;
    private readonly int[] _indexes;
    private int _entry;
    private int _next;

    /// <param name="path">The fields from the row to the value.</param>
    /// <param name="data">What the column holds.</param>
    public ParquetColumn(IReadOnlyList<Field> path, RawColumnData data)
    {
        var field = (DataField)path[^1];
        (_path, _data, _value) = (path, data, ParquetValue.ReaderOf(field, data));
        _definitions = field.MaxDefinitionLevel > 0 ? data.DefinitionLevels.ToArray() : null;
        _repetitions = field.MaxRepetitionLevel > 0 ? data.RepetitionLevels.ToArray() : null;
        _indexes = new int[field.MaxRepetitionLevel + 1];
    }

    /// <summary>Puts what it has of the next row there. Maps become lists of entries.</summary>
    public void ReadInto(JObject row)
    {
        do
        {
            Put(row, _definitions?[_entry] ?? 0, _repetitions?[_entry] ?? 0);
            _entry++;
        }
        while (_repetitions is not null && _entry < _repetitions.Length && _repetitions[_entry] > 0);
    }

    public void Dispose() => _data.Dispose();

    private void Put(JObject row, int definition, int repetition)
    {
        if (repetition > 0)
            _indexes[repetition]++;
        Array.Clear(_indexes, repetition + 1, _indexes.Length - repetition - 1);

        JContainer at = row;
        for (var i = 0; i < _path.Count; i++)
        {
            var field = _path[i];
            var isList = field is ListField or MapField or DataField { IsArray: true };
            // Of a list the last level says that there is an item; one less, that it is empty.
            var isThere = definition >= field.MaxDefinitionLevel - (isList ? 1 : 0);
            var isLeaf = field is DataField;
            var index = i > 0 && _path[i - 1] is ListField list ? _indexes[list.MaxRepetitionLevel] : -1;
            if (Find(at, field.Name, index) is not { } token)
                token = Add(at, field.Name, index, !isThere ? JValue.CreateNull() : isList ? new JArray() : isLeaf ? _value(_next++) : new JObject());
            if (definition < field.MaxDefinitionLevel || (isLeaf && !isList))
                return;

            if (isLeaf)
            {
                ((JArray)token).Add(_value(_next++));
                return;
            }

            at = (JContainer)token;
            if (field is MapField)
                at = (JContainer)(Find(at, "", _indexes[field.MaxRepetitionLevel]) ?? Add(at, "", _indexes[field.MaxRepetitionLevel], new JObject()));
        }
    }

    private static JToken? Find(JContainer at, string name, int index) => index < 0 || at is JObject ? at[name] : index < at.Count ? at[index] : null;

    private static JToken Add(JContainer at, string name, int index, JToken token)
    {
        if (at is JObject members)
            members[name] = token;
        else
            at.Add(token);
        return token;
    }
}
