using System.Runtime.CompilerServices;
using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json.Linq;
using Parquet;
using Parquet.Schema;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>Rows of a Parquet file, one group in memory at a time. What is null is an absent value.</summary>
/// <param name="input">The file.</param>
/// <param name="name">Its name, for messages.</param>
/// <param name="takes">Whether a column is wanted: it can have values that have no form in JSON.</param>
internal sealed class ParquetRows(Stream input, string name, Func<string, bool> takes) : RowReader
{
    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    private long _rows;
    private long _read;

    public override double? Fraction => _rows == 0 ? 0 : (double)_read / _rows;

    public override async Task<IReadOnlyList<string>?> ReadColumnsAsync(CancellationToken cancellationToken)
    {
        var reader = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        return [.. reader.Schema.Fields.Select(field => field.Name)];
    }

    public override async IAsyncEnumerable<InputRow> ReadAsync(long skip, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var fields = reader.Schema.Fields.Where(field => takes(field.Name)).ToList();
        var paths = fields.SelectMany(field => PathsTo(field, [])).ToList();
        if (paths.FirstOrDefault(path => !ParquetValue.IsKnown((DataField)path[^1])) is [var unknown, ..])
            throw ToolException.Usage($"{name} has a column {unknown.Name} whose values have no form in JSON. Leave it out with --omit {unknown.Name}.");
        if (paths.CountBy(path => string.Join('.', path.Select(field => field.Name))).FirstOrDefault(path => path.Value > 1).Key is { } twice)
            throw ToolException.Usage($"{name} has two columns {twice}. Leave it out with --omit {twice.Split('.')[0]}.");

        _rows = reader.RowGroups.Sum(group => group.RowCount);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            var count = reader.RowGroups[i].RowCount;
            if (skip >= _read + count)
            {
                _read += count;
                continue;
            }

            var columns = await ReadGroupAsync(reader, i, paths, cancellationToken).ConfigureAwait(false);
            for (var row = 0L; row < count; row++)
            {
                var values = new JObject();
                foreach (var column in columns)
                    column.ReadInto(values);
                if (_read++ >= skip)
                    yield return Row(_read, Members(fields, values));
            }

            columns.ForEach(column => column.Dispose());
        }
    }

    private Task<ParquetReader> OpenAsync(CancellationToken cancellationToken)
    {
        input.Position = 0;
        return GuardedAsync(() => ParquetReader.CreateAsync(input, Options, leaveStreamOpen: true, cancellationToken));
    }

    private Task<List<ParquetColumn>> ReadGroupAsync(ParquetReader reader, int number, List<Field[]> paths, CancellationToken cancellationToken) => GuardedAsync(async () =>
    {
        using var group = reader.OpenRowGroupReader(number);
        var columns = new List<ParquetColumn>();
        foreach (var path in paths)
            columns.Add(new ParquetColumn(path, await group.ReadRawColumnDataBaseAsync((DataField)path[^1], cancellationToken).ConfigureAwait(false)));
        return columns;
    });

    private static IEnumerable<Field[]> PathsTo(Field field, Field[] way)
    {
        Field[] path = [.. way, field];
        return field switch
        {
            StructField members => members.Fields.SelectMany(member => PathsTo(member, path)),
            ListField list => PathsTo(list.Item, path),
            MapField map => PathsTo(map.Key, path).Concat(PathsTo(map.Value, path)),
            _ => [path],
        };
    }

    // JSON has no such numbers. Among what is refused a text in the place of one would be sent when the row is sent again.
    private static InputRow Row(long line, JObject values)
    {
        var numbers = values.Descendants().OfType<JValue>().Where(value => value.Value is double number && !double.IsFinite(number)).ToList();
        if (numbers.Count == 0)
            return new InputRow(line, values);

        var column = numbers[0].AncestorsAndSelf().OfType<JProperty>().Last().Name;
        foreach (var number in numbers)
        {
            if (number.Parent is JProperty member)
                member.Remove();
            else
                number.Replace(JValue.CreateNull());
        }

        return new InputRow(line, values, new RowFlaw(BulkReason.WrongType, $"has a number in {column} that is none"));
    }

    // Null is absent as a member, and stays as an item.
    private static JObject Members(IEnumerable<Field> fields, JObject values) => new(
        from field in fields
        let value = values[field.Name]
        where value is { Type: not JTokenType.Null }
        select new JProperty(field.Name, Finished(field, value)));

    private static JToken Finished(Field field, JToken value) => (field, value) switch
    {
        (StructField members, JObject there) => Members(members.Fields, there),
        (ListField list, JArray items) => new JArray(items.Select(item => Finished(list.Item, item))),
        (MapField map, JArray entries) => Entries(map, entries),
        _ => value,
    };

    // A key can be there twice. The last one counts, as in every reader of the format.
    private static JObject Entries(MapField map, JArray entries)
    {
        var members = new JObject();
        foreach (var entry in entries)
            members[entry[map.Key.Name]!.ToString()] = Finished(map.Value, entry[map.Value.Name]!);
        return members;
    }

    // The reader throws what it meets in a file that is none: exceptions of every kind.
    private async Task<T> GuardedAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw ToolException.Usage($"{name} cannot be read as Parquet: {e.Message}");
        }
    }
}
