namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>NDJSON and CSV: the bytes of the service as they are.</summary>
internal sealed class PartAsSent(bool isCsv) : IPartFormat
{
    public string Extension => isCsv ? "csv" : "ndjson";

    public async Task<(long Records, long Bytes)> MakeAsync(string path, Func<string, Task> fetch, CancellationToken cancellationToken)
    {
        await fetch(path).ConfigureAwait(false);
        var records = await RecordCount.OfAsync(path, isCsv, cancellationToken).ConfigureAwait(false);
        return (records, new FileInfo(path).Length);
    }
}
