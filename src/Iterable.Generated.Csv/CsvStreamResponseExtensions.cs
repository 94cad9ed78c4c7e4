using System.Diagnostics.CodeAnalysis;

namespace Iterable.Generated;

/// <summary>Reads answers that are CSV, such as the metrics of campaigns and experiments.</summary>
public static class CsvStreamResponseExtensions
{
    /// <summary>
    /// Reads the content as CSV whose columns are not known beforehand, such as metrics: each row by the names in the header. A last row
    /// without a line end is a row, since reports are short and do not break as exports do.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Stops the reading, and closes the answer.</param>
    /// <returns>The rows; none for an empty body and for a header alone. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The connection broke, or nothing came for 5 minutes.</exception>
    /// <exception cref="UnreadableExportRecordException">A row is no CSV, or has more fields than the header.</exception>
    /// <exception cref="InvalidOperationException">The answer has been read before.</exception>
    public static IAsyncEnumerable<IReadOnlyDictionary<string, string>> ReadRowsAsync(this IterableStreamResponse answer, CancellationToken cancellationToken = default) =>
        answer.ReadCsvAsync<IReadOnlyDictionary<string, string>>(new ExportReadOptions { AcceptUnterminatedLastRow = true }, cancellationToken: cancellationToken);

    /// <summary>Reads the content as CSV; see <see cref="ExportReader" />.</summary>
    /// <typeparam name="T">What a row is to be.</typeparam>
    /// <param name="answer">The answer.</param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="delimiter">The separator of the columns: an ASCII character that is no quote, letter, digit or line end.</param>
    /// <param name="cancellationToken">Stops the reading, and closes the answer.</param>
    /// <returns>The rows. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the table does.</exception>
    /// <exception cref="UnreadableExportRecordException">A row cannot be read, and no handler takes it.</exception>
    /// <exception cref="InvalidOperationException">The answer has been read before.</exception>
    public static IAsyncEnumerable<T> ReadCsvAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(
        this IterableStreamResponse answer, ExportReadOptions? options = null, char delimiter = RecordForm.DefaultDelimiter, CancellationToken cancellationToken = default)
        where T : class =>
        (answer ?? throw new ArgumentNullException(nameof(answer))).ReadOnceAsync(CsvExportReader.ReadAsync<T>(answer.Content, options, delimiter, cancellationToken));
}
