namespace Iterable.Generated;

/// <summary>The form of the records of a body. It is known from what was asked for, and never guessed from the bytes.</summary>
internal readonly struct RecordForm
{
    public const char DefaultDelimiter = ',';

    private readonly bool _isCsv;
    private readonly bool _mayBeOneObject;
    private readonly char? _delimiter;

    private RecordForm(bool isCsv, char? delimiter = null, bool mayBeOneObject = false)
    {
        _isCsv = isCsv;
        _delimiter = delimiter;
        _mayBeOneObject = mayBeOneObject;
    }

    /// <summary>One JSON object a line.</summary>
    public static RecordForm Ndjson => new(isCsv: false);

    /// <summary>The events of one user: lines, or one object that holds a list of them.</summary>
    public static RecordForm UserEvents => new(isCsv: false, mayBeOneObject: true);

    public static RecordForm Csv(char delimiter) => new(isCsv: true, delimiter);

    public static RecordForm Of(ExportFormat format, char? delimiter) => new(format == ExportFormat.Csv, delimiter);

    /// <summary>Refuses what nothing that is installed can read, before anything is asked for.</summary>
    /// <exception cref="NotSupportedException">It is CSV, and the package that reads it is not there.</exception>
    public void Demand()
    {
        if (_isCsv)
            _ = CsvRecords.Installed;
    }

    /// <summary>Reads a body, which is not disposed.</summary>
    public IAsyncEnumerable<T> ReadAsync<T>(ExportBody body, ExportReadOptions options, CancellationToken cancellationToken)
        where T : class
    {
        if (_isCsv)
            return CsvRecords.Installed.ReadAsync<T>(body, _delimiter ?? DefaultDelimiter, options, cancellationToken);

        RecordCutter cutter = _mayBeOneObject ? new UserEventsCutter(options.MaxRecordSize) : new LineCutter(options.MaxRecordSize);
        return new NdjsonReader<T>(body, cutter, options).ReadAsync(cancellationToken);
    }

    /// <summary>Reads a body, which is not disposed, to its end: its records are counted and their form is checked.</summary>
    public Task CheckAsync(ExportBody body, ExportReadOptions options, CancellationToken cancellationToken) => CheckAsync<NoRecord>(body, options, cancellationToken);

    /// <summary>The same where the form of a record counts only if its end is that of the body.</summary>
    public Task CheckEndAsync(ExportBody body, ExportReadOptions options, CancellationToken cancellationToken) => CheckAsync<AnyRecord>(body, options, cancellationToken);

    private async Task CheckAsync<T>(ExportBody body, ExportReadOptions options, CancellationToken cancellationToken)
        where T : class
    {
        if (_isCsv)
        {
            await new CsvCheck(body, _delimiter ?? DefaultDelimiter, options).RunAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        await foreach (var record in ReadAsync<T>(body, options, cancellationToken).ConfigureAwait(false))
            _ = record;
    }
}
