using System.Diagnostics.CodeAnalysis;

namespace Iterable.Generated;

/// <summary>
/// Reads the records of an export of CSV from a stream of bytes, such as a file that was downloaded, as <see cref="ExportReader" /> does those of
/// NDJSON: its remarks say what records, names and values can be, and what comes of a body.
/// </summary>
public static class CsvExportReader
{
    /// <summary>Reads records of CSV with a header.</summary>
    /// <typeparam name="T">What a record is to be; see <see cref="ExportReader" />.</typeparam>
    /// <param name="content">
    /// The bytes. The stream is left open when the reading comes to its end, fails or is left; it is closed when the reading is cancelled or nothing comes for
    /// <see cref="ExportReadOptions.IdleTimeout" />, since nobody knows where a read that was stopped has come.
    /// </param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="delimiter">The separator of the columns: an ASCII character that is no quote, letter, digit or line end.</param>
    /// <param name="cancellationToken">Stops the reading, also while it waits for bytes.</param>
    /// <returns>The records in their order. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the export does.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="ArgumentException">An option or the delimiter cannot be right.</exception>
    public static IAsyncEnumerable<T> ReadAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(
        Stream content, ExportReadOptions? options = null, char delimiter = RecordForm.DefaultDelimiter, CancellationToken cancellationToken = default)
        where T : class
    {
        if (content is null)
            throw new ArgumentNullException(nameof(content));
        if (!ExportQueryRules.CanSeparate(delimiter))
            throw new ArgumentException("A delimiter is an ASCII character that is no quote, letter, digit or line end.", nameof(delimiter));

        return ExportReader.ReadStreamAsync<T>(content, RecordForm.Csv(delimiter), ExportReadOptions.Checked(options, nameof(options)), cancellationToken);
    }
}
