using System.Diagnostics.CodeAnalysis;

namespace Iterable.Generated;

/// <content>Reading as records.</content>
public sealed partial class IterableStreamResponse
{
    /// <summary>
    /// Reads the content as CSV whose columns are not known beforehand, such as metrics: each row by the names in the header. A last row
    /// without a line end is a row, since reports are short and do not break as exports do.
    /// </summary>
    /// <param name="cancellationToken">Stops the reading, and closes the answer.</param>
    /// <returns>The rows; none for an empty body and for a header alone. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The connection broke, or nothing came for 5 minutes.</exception>
    /// <exception cref="UnreadableExportRecordException">A row is no CSV, or has more fields than the header.</exception>
    public IAsyncEnumerable<IReadOnlyDictionary<string, string>> ReadRowsAsync(CancellationToken cancellationToken = default) =>
        ReadCsvAsync<IReadOnlyDictionary<string, string>>(new ExportReadOptions { AcceptUnterminatedLastRow = true }, cancellationToken: cancellationToken);

    /// <summary>Reads the content as CSV; see <see cref="ExportReader" />.</summary>
    /// <typeparam name="T">What a row is to be.</typeparam>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="delimiter">The separator of the columns: an ASCII character that is no quote, letter, digit or line end.</param>
    /// <param name="cancellationToken">Stops the reading, and closes the answer.</param>
    /// <returns>The rows. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the table does.</exception>
    /// <exception cref="UnreadableExportRecordException">A row cannot be read, and no handler takes it.</exception>
    public IAsyncEnumerable<T> ReadCsvAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(ExportReadOptions? options = null, char delimiter = CsvFormat.DefaultDelimiter, CancellationToken cancellationToken = default)
        where T : class => ExportReader.ReadCsvAsync<T>(Content, options, delimiter, cancellationToken);

    /// <summary>Reads the content as NDJSON; see <see cref="ExportReader" />.</summary>
    /// <typeparam name="T">What a record is to be.</typeparam>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, and closes the answer.</param>
    /// <returns>The records. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the export does.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    public IAsyncEnumerable<T> ReadNdjsonAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class => ExportReader.ReadNdjsonAsync<T>(Content, options, cancellationToken);

    /// <summary>Reads the content as the events of one user, in either form; see <see cref="ExportReader.ReadUserEventsAsync" />.</summary>
    /// <typeparam name="T">What a record is to be.</typeparam>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, and closes the answer.</param>
    /// <returns>The records. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the export does.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    public IAsyncEnumerable<T> ReadUserEventsAsync<T>(ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class => ExportReader.ReadUserEventsAsync<T>(Content, options, cancellationToken);

    internal ExportBody ToExportBody(ExportReadOptions options, CancellationToken cancellationToken) =>
        new(Content, this, options, DetailsOf(), cancellationToken);
}
