using Parquet;
using Parquet.Schema;

namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>A column of the rows of a group.</summary>
internal abstract class GroupColumn(DataField field)
{
    /// <summary>What the writer is told of it.</summary>
    public DataField Field { get; } = field;

    /// <summary>Takes the value of a row.</summary>
    public abstract void Add(RecordRow row);

    /// <summary>Writes the values, and forgets them.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken);
}

/// <inheritdoc />
/// <param name="field">What the writer is told of it.</param>
/// <param name="most">How many rows a group has at most.</param>
/// <param name="value">The value of a row; null where it has none.</param>
internal sealed class GroupColumn<T>(DataField field, int most, Func<RecordRow, T?> value) : GroupColumn(field)
    where T : struct
{
    private readonly T[] _values = new T[most];
    private readonly int[] _levels = new int[most];
    private int _count;
    private int _rows;

    public override void Add(RecordRow row)
    {
        if (value(row) is { } there)
        {
            _values[_count++] = there;
            _levels[_rows++] = 1;
        }
        else
        {
            _levels[_rows++] = 0;
        }
    }

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
    {
        await group.WriteAllPartsAsync<T>(Field, _values.AsMemory(0, _count), _levels.AsMemory(0, _rows), null, cancellationToken).ConfigureAwait(false);
        (_count, _rows) = (0, 0);
    }
}
