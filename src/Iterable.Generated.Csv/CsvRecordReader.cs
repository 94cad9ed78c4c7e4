namespace Iterable.Generated;

/// <summary>What the client finds by its name; see <see cref="CsvRecords" />.</summary>
internal sealed class CsvRecordReader : CsvRecords
{
    public override IAsyncEnumerable<T> ReadAsync<T>(ExportBody body, char delimiter, ExportReadOptions options, CancellationToken cancellationToken) =>
        new CsvTableReader<T>(body, delimiter, options).ReadAsync(cancellationToken);
}
