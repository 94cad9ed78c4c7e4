using System.Globalization;
using System.Runtime.CompilerServices;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Imports.Mapping;
using Newtonsoft.Json.Linq;
using Parquet;
using Parquet.Serialization;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>Rows of a Parquet file, one group in memory at a time. What is null is an absent value.</summary>
internal sealed class ParquetRows(Stream input, string name) : RowReader
{
    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    private long _rows;
    private long _read;

    public override bool HasPaths => true;

    public override double? Fraction => _rows == 0 ? 0 : (double)_read / _rows;

    public override async Task<IReadOnlyList<string>?> ReadColumnsAsync(CancellationToken cancellationToken) =>
        [.. (await GuardedAsync(() => ParquetReader.ReadSchemaAsync(input)).ConfigureAwait(false)).Fields.Select(field => field.Name)];

    public override async IAsyncEnumerable<InputRow> ReadAsync(long skip, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        input.Position = 0;
        var groups = await GuardedAsync(async () =>
        {
            var reader = await ParquetReader.CreateAsync(input, Options, leaveStreamOpen: true, cancellationToken).ConfigureAwait(false);
            await using var closing = reader.ConfigureAwait(false);
            return reader.RowGroups.Select(group => group.RowCount).ToList();
        }).ConfigureAwait(false);
        _rows = groups.Sum();
        for (var i = 0; i < groups.Count; i++)
        {
            if (skip >= _read + groups[i])
            {
                _read += groups[i];
                continue;
            }

            input.Position = 0;
            var number = i;
            var group = await GuardedAsync(() => ParquetSerializer.DeserializeUntypedAsync(input, Options, number, cancellationToken)).ConfigureAwait(false);
            foreach (var row in group.Data)
            {
                if (_read++ >= skip)
                    yield return Row(_read, row!);
            }
        }
    }

    private static InputRow Row(long number, IEnumerable<KeyValuePair<string, object?>> row)
    {
        try
        {
            return new InputRow(number, Members(row));
        }
        catch (NotSupportedException e)
        {
            return new InputRow(number, Flaw: RowFlaw.Unreadable(e.Message));
        }
    }

    private static JObject Members(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var values = new JObject();
        foreach (var (column, value) in row)
        {
            if (Token(column, value) is { } token)
                values[column] = token;
        }

        return values;
    }

    private static JToken? Token(string column, object? value) => value switch
    {
        null => null,
        string or bool or int or long or short or byte or sbyte or ushort or uint or ulong or float or double or decimal => JToken.FromObject(value),
        DateTime time => DateText.Of(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ReadOnlyMemory<char> text => text.ToString(),
        Guid id => id.ToString(),
        IDictionary<string, object?> members => Members(members),
        System.Collections.IDictionary map => Members(map.Keys.Cast<object>().Select(key => KeyValuePair.Create(Convert.ToString(key, CultureInfo.InvariantCulture)!, map[key]))),
        System.Collections.IEnumerable list when value is not byte[] => new JArray(list.Cast<object?>().Select(item => Token(column, item) ?? JValue.CreateNull())),
        _ => throw new NotSupportedException($"has {column}, whose values have no form in JSON: leave it out with --omit {column}"),
    };

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
