namespace Iterable.Generated;

/// <summary>
/// Reads the records of CSV. Only the package Iterable.Generated.Csv can; it is found by its name, so that a CSV query is read by the same calls
/// as any other once the package is there, and the client alone brings no parser along.
/// </summary>
internal abstract class CsvRecords
{
    private const string Reader = "Iterable.Generated.CsvRecordReader, Iterable.Generated.Csv";

    private static readonly Lazy<CsvRecords?> Found = new(static () => Type.GetType(Reader, throwOnError: false) is { } type ? (CsvRecords?)Activator.CreateInstance(type) : null);

    /// <summary>The reader of the package.</summary>
    /// <exception cref="NotSupportedException">The package is not there.</exception>
    public static CsvRecords Installed => Found.Value ?? throw new NotSupportedException(
        "CSV is read as records by the package Iterable.Generated.Csv, which this application does not have. Add it in the same version as Iterable.Generated, "
        + "or ask for ExportFormat.Ndjson; DownloadAsync saves CSV without it.");

    /// <summary>Reads a body, which is not disposed.</summary>
    public abstract IAsyncEnumerable<T> ReadAsync<T>(ExportBody body, char delimiter, ExportReadOptions options, CancellationToken cancellationToken)
        where T : class;
}
