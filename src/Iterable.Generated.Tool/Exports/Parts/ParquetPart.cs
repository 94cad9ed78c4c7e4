using System.IO.Compression;
using Parquet;
using Parquet.Schema;

namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>
/// Parquet: the known columns with their types, and the rest of each record as JSON. Row groups are bounded, so that memory is, whatever the size of the file. The schema
/// is the same for every type of data and every run.
/// </summary>
internal sealed class ParquetPart : IPartFormat
{
    private const int RowsOfGroup = 16_384;

    public string Extension => "parquet";

    public async Task<(long Records, long Bytes)> MakeAsync(string path, Func<string, Task> fetch, CancellationToken cancellationToken)
    {
        var (source, part) = ($"{path}.source.part", $"{path}.part");
        try
        {
            await fetch(source).ConfigureAwait(false);
            var records = await WriteAsync(source, part, cancellationToken).ConfigureAwait(false);
            if (records > 0)
                File.Move(part, path, overwrite: true);
            return (records, records > 0 ? new FileInfo(path).Length : 0);
        }
        finally
        {
            File.Delete(source);
            File.Delete(part);
        }
    }

    private static async Task<long> WriteAsync(string source, string part, CancellationToken cancellationToken)
    {
        var columns = KnownColumns.All;
        var fields = columns.Select(Field).ToArray();
        var rest = new DataField<string>("rest", nullable: true);
        var target = new FileStream(part, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024);
        await using var _ = target.ConfigureAwait(false);
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. fields, rest]), target, Options(columns), cancellationToken: cancellationToken).ConfigureAwait(false);
        var records = 0L;
        await using (writer.ConfigureAwait(false))
        {
            var group = new RowGroup(columns, RowsOfGroup);
            foreach (var line in RecordLines.Of(source))
            {
                cancellationToken.ThrowIfCancellationRequested();
                group.Add(line.Span);
                records++;
                if (group.Count == RowsOfGroup)
                    await group.WriteAsync(writer, fields, rest, cancellationToken).ConfigureAwait(false);
            }

            if (group.Count > 0)
                await group.WriteAsync(writer, fields, rest, cancellationToken).ConfigureAwait(false);
        }

        target.Flush(flushToDisk: true);
        return records;
    }

    private static DataField Field(KnownColumn column) => column.Kind switch
    {
        ColumnKind.Integer => new DataField<long?>(column.Name),
        ColumnKind.Time => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: true),
        _ => new DataField<string>(column.Name, nullable: true),
    };

    // Names and ids of campaigns come again and again; the writer makes no dictionary of them unless told.
    private static ParquetOptions Options(IReadOnlyList<KnownColumn> columns)
    {
        // Without a level the writer takes the highest one, which costs a hundred times the time and saves nothing here.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        foreach (var column in columns.Where(column => column.Kind == ColumnKind.Text && column.Name is not ("email" or "messageId")))
            options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
        return options;
    }
}
