using System.Text;
using Parquet;
using Parquet.Schema;

namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>
/// Rows of one group, column by column. They are bounded in number and in bytes, so that memory is. What is held is what the file has, texts in UTF-8 and times as numbers:
/// the writer is given the columns as such, whatever the schema says of them, and has nothing to convert.
/// </summary>
internal sealed class RowGroup
{
    private const int MostRows = 16_384;
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly RecordRow _row = new();
    private readonly GroupMemory<byte> _bytes = new();
    private readonly GroupMemory<char> _characters = new();
    private readonly GroupColumn[] _columns;

    public RowGroup(IReadOnlyList<KnownColumn> columns, string rest)
    {
        _columns = [.. columns.Select(Column), new GroupColumn<ReadOnlyMemory<byte>>(Bytes(rest), MostRows, row => Kept(row.Rest))];

        // A field is one that can be written when it is in a schema.
        _ = new ParquetSchema(_columns.Select(column => column.Field));
    }

    public int Count { get; private set; }

    public bool IsFull => Count == MostRows || _bytes.Count + _characters.Count >= MostBytes;

    /// <summary>Takes a record, whether or not it can be read.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> record)
    {
        var isRecord = _row.TryRead(record);
        foreach (var column in _columns)
            column.Add(_row);
        Count++;
        return isRecord;
    }

    /// <summary>Writes the rows, and forgets them.</summary>
    public async Task WriteAsync(ParquetWriter writer, CancellationToken cancellationToken)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in _columns)
            await column.WriteAsync(group, cancellationToken).ConfigureAwait(false);
        group.CompleteValidate();
        _bytes.Clear();
        _characters.Clear();
        Count = 0;
    }

    private GroupColumn Column(KnownColumn column, int place) => column.Kind switch
    {
        ColumnKind.Integer => new GroupColumn<long>(new DataField<long?>(column.Name), MostRows, row => row.Number(place)),
        ColumnKind.Time => new GroupColumn<long>(new DataField<long?>(column.Name), MostRows, row => (row.Number(place) - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond),
        // The writer makes dictionaries of characters alone.
        _ when column.ComesAgain => new GroupColumn<ReadOnlyMemory<char>>(new DataField<string>(column.Name, nullable: true), MostRows, row => Decoded(row.Text(place))),
        _ => new GroupColumn<ReadOnlyMemory<byte>>(Bytes(column.Name), MostRows, row => Kept(row.Text(place))),
    };

    private static DataField Bytes(string name) => new(name, typeof(byte[]), isNullable: true);

    private ReadOnlyMemory<byte>? Kept(ReadOnlyMemory<byte>? text)
    {
        if (text is not { } bytes)
            return null;

        var kept = _bytes.Take(bytes.Length);
        bytes.CopyTo(kept);
        return kept;
    }

    private ReadOnlyMemory<char>? Decoded(ReadOnlyMemory<byte>? text)
    {
        if (text is not { } bytes)
            return null;

        var characters = _characters.Take(bytes.Length);
        return characters[..Encoding.UTF8.GetChars(bytes.Span, characters.Span)];
    }
}
