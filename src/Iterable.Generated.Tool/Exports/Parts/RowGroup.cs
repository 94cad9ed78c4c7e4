using Parquet;
using Parquet.Schema;

namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>Rows of one group, column by column.</summary>
internal sealed class RowGroup(IReadOnlyList<KnownColumn> columns, int capacity)
{
    private readonly RecordRow _row = new();
    private readonly Array[] _values = [.. columns.Select(column => column.Kind switch
    {
        ColumnKind.Integer => new long?[capacity],
        ColumnKind.Time => new DateTime?[capacity],
        _ => (Array)new string?[capacity],
    })];

    private readonly string?[] _rest = new string?[capacity];

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> record)
    {
        _row.Read(record);
        for (var i = 0; i < columns.Count; i++)
        {
            switch (_values[i])
            {
                case long?[] numbers:
                    numbers[Count] = (long?)_row.Values[i];
                    break;
                case DateTime?[] times:
                    times[Count] = (DateTime?)_row.Values[i];
                    break;
                case string?[] texts:
                    texts[Count] = (string?)_row.Values[i];
                    break;
            }
        }

        _rest[Count++] = _row.Rest;
    }

    /// <summary>Writes the rows, and forgets them.</summary>
    public async Task WriteAsync(ParquetWriter writer, DataField[] fields, DataField rest, CancellationToken cancellationToken)
    {
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < fields.Length; i++)
        {
            switch (_values[i])
            {
                case long?[] numbers:
                    await group.WriteAsync<long>(fields[i], numbers.AsMemory(0, Count), cancellationToken: cancellationToken).ConfigureAwait(false);
                    break;
                case DateTime?[] times:
                    await group.WriteAsync<DateTime>(fields[i], times.AsMemory(0, Count), cancellationToken: cancellationToken).ConfigureAwait(false);
                    break;
                case string?[] texts:
                    await group.WriteAsync(fields[i], new ArraySegment<string>(texts!, 0, Count)).ConfigureAwait(false);
                    break;
            }
        }

        await group.WriteAsync(rest, new ArraySegment<string>(_rest!, 0, Count)).ConfigureAwait(false);
        group.CompleteValidate();
        Count = 0;
    }
}
