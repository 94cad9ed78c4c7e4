using System.IO.Compression;
using Parquet;
using Parquet.Schema;

namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>
/// Parquet: the known columns with their types, and the rest of each record as JSON. The schema is the same for every type of data and every run.
/// </summary>
internal sealed class ParquetPart : IPartFormat
{
    private const string Rest = "rest";

    public string Extension => "parquet";

    public bool ReadsRecords => true;

    public async Task<long> WriteAsync(FileStream file, Func<Stream, Task> fetch, Action unreadable, CancellationToken cancellationToken)
    {
        var columns = KnownColumns.All;
        var schema = new ParquetSchema([.. columns.Select(Field), new DataField<string>(Rest, nullable: true)]);
        var writer = await ParquetWriter.CreateAsync(schema, file, Options(columns), cancellationToken: cancellationToken).ConfigureAwait(false);
        await using var _ = writer.ConfigureAwait(false);
        var group = new RowGroup(columns, Rest);
        var records = new RecordStream(record =>
        {
            if (!group.TryAdd(record))
                unreadable();
            return group.IsFull ? new ValueTask(group.WriteAsync(writer, cancellationToken)) : ValueTask.CompletedTask;
        });
        await using (records.ConfigureAwait(false))
        {
            await fetch(records).ConfigureAwait(false);
            await records.FinishAsync().ConfigureAwait(false);
        }

        if (group.Count > 0)
            await group.WriteAsync(writer, cancellationToken).ConfigureAwait(false);
        return records.Count;
    }

    private static DataField Field(KnownColumn column) => column.Kind switch
    {
        ColumnKind.Integer => new DataField<long?>(column.Name),
        ColumnKind.Time => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: true),
        _ => new DataField<string>(column.Name, nullable: true),
    };

    // The writer makes no dictionary of what comes again unless told.
    private static ParquetOptions Options(IReadOnlyList<KnownColumn> columns)
    {
        // Without a level the writer takes the highest one, which costs a hundred times the time and saves nothing here.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        foreach (var column in columns.Where(column => column.ComesAgain))
            options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
        return options;
    }
}
