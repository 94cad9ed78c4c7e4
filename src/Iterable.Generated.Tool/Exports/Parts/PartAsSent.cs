namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>NDJSON and CSV: the bytes of the service as they are.</summary>
internal sealed class PartAsSent(bool isCsv) : IPartFormat
{
    public string Extension => isCsv ? "csv" : "ndjson";

    public bool ReadsRecords => false;

    public async Task<long> WriteAsync(FileStream file, Func<Stream, Task> fetch, Action unreadable, CancellationToken cancellationToken)
    {
        await fetch(file).ConfigureAwait(false);
        file.Position = 0;
        return await RecordCount.OfAsync(file, isCsv, cancellationToken).ConfigureAwait(false);
    }
}
