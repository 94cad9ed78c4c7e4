using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>
/// Reads the records of an export from a stream of bytes, such as a file that was downloaded. In one pass: what is in memory is one
/// record and a buffer, whatever the size of the export. For CSV the package Iterable.Generated.Csv has <c>CsvExportReader</c>, by the same rules.
/// </summary>
/// <remarks>
/// <para>
/// <b>What a record can be.</b> An <see cref="ExportedEvent" />; a <see cref="Newtonsoft.Json.Linq.JObject" />; a
/// <see cref="Dictionary{TKey,TValue}" /> of texts by name; or a class or record of one's own, read as Newtonsoft.Json would read it,
/// attributes included. A property that says nothing about its name is called as the service calls its members, with a small first letter.
/// </para>
/// <para>
/// <b>Names.</b> The exact name of a member wins over one that differs in case, in whatever order they come; one that differs stands for the
/// member only where the exact one is missing, and the first of several that do. A <c>name.member</c> beside an object goes into that object.
/// What no member takes goes into <see cref="IterableModel.AdditionalProperties" /> or, in a class of one's own, into its extension data; a
/// class without has no use for it. Of two members with one name in a JSON object the last counts.
/// </para>
/// <para>
/// <b>Values.</b> One rule for NDJSON, CSV and the answers of all calls. A value that fits its member exactly is in it: numbers, truth values
/// and times also from text, times in every form the service has been seen to send, nested data also from text that holds JSON, anything in a
/// text as it is written; one value where a list belongs is a list of one. A value of another kind, such as the text <c>fb_123</c> where a
/// number belongs, is something else under the same name: it is kept beside the member, as above; a class of one's own without extension
/// data would lose it, so the record is unreadable. A value of the right kind that would have to change is unreadable everywhere: 1.5 in a
/// whole number, a number beyond its type, more than 28 digits in a decimal, a whole number that a double does not hit. A fraction in a
/// double is the nearest there is, and so are fractions in free-form data. Blank text where no text belongs is no value.
/// In CSV an empty field is no value, except in a dictionary.
/// </para>
/// <para>
/// <b>What bodies can look like.</b> What comes of a body does not depend on the pieces it arrives in. An empty one, blank lines and a header alone give no records. Lines end in LF or CRLF; a
/// byte order mark is passed over. A quoted field may hold line ends. A short row lacks its last columns, as if they were empty.
/// A row with more fields than columns, one with a quote in a wrong place or with NULs, a line that is no JSON object, a line or row that is no UTF-8, and a
/// value that cannot be kept as it is cannot be read: see <see cref="ExportReadOptions.OnUnreadableRecord" />. In a table of
/// one column, a blank line is a row with an empty field. A header that names a column twice or is no UTF-8 ends the read.
/// </para>
/// <para>
/// <b>What ends too early.</b> Half an object, a row or header of CSV without a line end, a quote that is not closed, and the
/// service's own error message in the place of a record end the read with an <see cref="ExportInterruptedException" />. A body
/// that was cut exactly between two records looks whole: over HTTP the transport notices, from a file nothing does.
/// </para>
/// </remarks>
public static class ExportReader
{
    /// <summary>Reads records of NDJSON.</summary>
    /// <typeparam name="T">What a record is to be; see the remarks on this class.</typeparam>
    /// <param name="content">
    /// The bytes. The stream is left open when the reading comes to its end, fails or is left; it is closed when the reading is cancelled or nothing comes for
    /// <see cref="ExportReadOptions.IdleTimeout" />, since nobody knows where a read that was stopped has come.
    /// </param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, also while it waits for bytes.</param>
    /// <returns>The records in their order. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the export does.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="ArgumentException">An option cannot be right.</exception>
    public static IAsyncEnumerable<T> ReadNdjsonAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(Stream content, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class
    {
        if (content is null)
            throw new ArgumentNullException(nameof(content));

        return ReadStreamAsync<T>(content, RecordForm.Ndjson, ExportReadOptions.Checked(options, nameof(options)), cancellationToken);
    }

    /// <summary>
    /// Reads all events of one user: lines of NDJSON, or the single object <c>{"events": [ ... ]}</c>. No other export comes as such an
    /// object; a record of one can begin in the same way.
    /// </summary>
    /// <typeparam name="T">What a record is to be; see the remarks on this class.</typeparam>
    /// <param name="content">
    /// The bytes. The stream is left open when the reading comes to its end, fails or is left; it is closed when the reading is cancelled or nothing comes for
    /// <see cref="ExportReadOptions.IdleTimeout" />, since nobody knows where a read that was stopped has come.
    /// </param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, also while it waits for bytes.</param>
    /// <returns>The records in their order. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the export does.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="ArgumentException">An option cannot be right.</exception>
    public static IAsyncEnumerable<T> ReadUserEventsAsync<T>(Stream content, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class
    {
        if (content is null)
            throw new ArgumentNullException(nameof(content));

        return ReadStreamAsync<T>(content, RecordForm.UserEvents, ExportReadOptions.Checked(options, nameof(options)), cancellationToken);
    }

    internal static async IAsyncEnumerable<T> ReadStreamAsync<T>(
        Stream content, RecordForm form, ExportReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var guarded = new PageGuard(content, static page => new IterableUnreadableResponseException(
            "The bytes are a page of HTML or XML in the place of an export.", new IterableErrorDetails { ResponseBody = page }));
        using var body = new ExportBody(guarded, options, cancellationToken);
        await foreach (var record in form.ReadAsync<T>(body, options, cancellationToken).ConfigureAwait(false))
            yield return record;
    }
}
