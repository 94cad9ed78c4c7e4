namespace Iterable.Generated;

/// <summary>The form of the records of a body. It is known from what was asked for, and never guessed from the bytes.</summary>
internal readonly struct RecordForm
{
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

    /// <summary>Reads a body, which is not disposed.</summary>
    public IAsyncEnumerable<T> ReadAsync<T>(ExportBody body, ExportReadOptions options, CancellationToken cancellationToken)
        where T : class
    {
        if (_isCsv)
            return new CsvExportReader<T>(body, _delimiter ?? CsvFormat.DefaultDelimiter, options).ReadAsync(cancellationToken);

        RecordCutter cutter = _mayBeOneObject ? new UserEventsCutter(options.MaxRecordSize) : new LineCutter(options.MaxRecordSize);
        return new NdjsonReader<T>(body, cutter, options).ReadAsync(cancellationToken);
    }
}
