using System.Diagnostics.CodeAnalysis;

namespace Iterable.Generated;

/// <content>Exports as records.</content>
public partial interface IExportClient
{
    /// <summary>Exports data and reads it as it arrives.</summary>
    /// <param name="query">What to export.</param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, also in the middle of the body, and closes the connection.</param>
    /// <returns>
    /// The records, in no order of time. Nothing is sent until they are enumerated; each enumeration exports again. Stopping before their
    /// end closes the connection.
    /// </returns>
    /// <exception cref="ArgumentException">The query contradicts itself, or an option cannot be right. Nothing was sent.</exception>
    /// <exception cref="NotSupportedException">The query asks for CSV, and the package Iterable.Generated.Csv is not installed. Nothing was sent.</exception>
    /// <exception cref="ExportInterruptedException">The export ended before its end.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    IAsyncEnumerable<ExportedEvent> ReadAsync(ExportQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Exports data and reads it as it arrives, as records of a type of one's own choice.</summary>
    /// <typeparam name="T">
    /// What a record is to be: <see cref="ExportedEvent" />, <see cref="Newtonsoft.Json.Linq.JObject" />, a dictionary of texts, or a class of
    /// one's own; see <see cref="ExportReader" />.
    /// </typeparam>
    /// <param name="query">What to export.</param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, also in the middle of the body, and closes the connection.</param>
    /// <returns>
    /// The records, in no order of time. Nothing is sent until they are enumerated; each enumeration exports again. Stopping before their
    /// end closes the connection.
    /// </returns>
    /// <exception cref="ArgumentException">The query contradicts itself, or an option cannot be right. Nothing was sent.</exception>
    /// <exception cref="NotSupportedException">The query asks for CSV, and the package Iterable.Generated.Csv is not installed. Nothing was sent.</exception>
    /// <exception cref="ExportInterruptedException">The export ended before its end.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    IAsyncEnumerable<T> ReadAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(ExportQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class;

    /// <summary>
    /// Exports a long period as windows, one after the other: a window is handed out when all of it has arrived, or not at all. Windows
    /// shrink when the service breaks off and grow when it does not, and meet without a gap or an overlap.
    /// </summary>
    /// <param name="query">What to export; it has a <see cref="ExportQuery.Start" /> and an <see cref="ExportQuery.End" />.</param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, also in the middle of a body, and closes the connection.</param>
    /// <returns>
    /// The windows, in order of time. When a window has been dealt with, its <see cref="ExportWindow{T}.Checkpoint" /> is where a later
    /// read can go on. Nothing is sent until they are enumerated.
    /// </returns>
    /// <exception cref="ArgumentException">The query contradicts itself or has no window, or an option cannot be right. Nothing was sent.</exception>
    /// <exception cref="NotSupportedException">The query asks for CSV, and the package Iterable.Generated.Csv is not installed. Nothing was sent.</exception>
    /// <exception cref="ExportInterruptedException">The last attempt that the options allow broke off.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it. Its window is not handed out.</exception>
    /// <exception cref="IterableException">The service refused the call, or did not answer the last attempt.</exception>
    /// <example>
    /// <code>
    /// await foreach (var window in iterable.Export.ReadWindowedAsync(query))
    /// {
    ///     await foreach (var record in window.ReadAsync())
    ///         await warehouse.WriteAsync(record);
    ///
    ///     await warehouse.CommitAsync(window.Checkpoint.ToString());
    /// }
    /// </code>
    /// </example>
    IAsyncEnumerable<ExportWindow<ExportedEvent>> ReadWindowedAsync(ExportQuery query, WindowedExportOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Exports a long period as windows, as records of a type of one's own choice; see the other overload.
    /// </summary>
    /// <typeparam name="T">What a record is to be; see <see cref="ExportReader" />.</typeparam>
    /// <param name="query">What to export; it has a <see cref="ExportQuery.Start" /> and an <see cref="ExportQuery.End" />.</param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, also in the middle of a body, and closes the connection.</param>
    /// <returns>The windows, in order of time. Nothing is sent until they are enumerated.</returns>
    /// <exception cref="ArgumentException">The query contradicts itself or has no window, or an option cannot be right. Nothing was sent.</exception>
    /// <exception cref="NotSupportedException">The query asks for CSV, and the package Iterable.Generated.Csv is not installed. Nothing was sent.</exception>
    /// <exception cref="ExportInterruptedException">The last attempt that the options allow broke off.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it. Its window is not handed out.</exception>
    /// <exception cref="IterableException">The service refused the call, or did not answer the last attempt.</exception>
    IAsyncEnumerable<ExportWindow<T>> ReadWindowedAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(ExportQuery query, WindowedExportOptions? options = null, CancellationToken cancellationToken = default)
        where T : class;

    /// <summary>Exports data to a file as it arrives. The file gets its name when all of it is there: a download that fails leaves none.</summary>
    /// <param name="query">What to export.</param>
    /// <param name="path">The file to make.</param>
    /// <param name="options">How to read and write; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the download, also in the middle of the body.</param>
    /// <returns>How many records and bytes came, before compression. Records that cannot be read are in the file and not counted.</returns>
    /// <exception cref="ArgumentException">The query contradicts itself, or an option cannot be right. Nothing was sent.</exception>
    /// <exception cref="ExportInterruptedException">The export ended before its end.</exception>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    /// <exception cref="IOException">The file cannot be written, or exists.</exception>
    Task<ExportProgress> DownloadAsync(ExportQuery query, string path, ExportDownloadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Exports data to a stream as it arrives. When it fails, the stream holds what came before.</summary>
    /// <param name="query">What to export.</param>
    /// <param name="destination">Where to write. Not disposed.</param>
    /// <param name="options">How to read and write; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the download, also in the middle of the body.</param>
    /// <returns>How many records and bytes came, before compression. Records that cannot be read are in the stream and not counted.</returns>
    /// <exception cref="ArgumentException">The query contradicts itself, or an option cannot be right. Nothing was sent.</exception>
    /// <exception cref="ExportInterruptedException">The export ended before its end.</exception>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    Task<ExportProgress> DownloadAsync(ExportQuery query, Stream destination, ExportDownloadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads all events of one user as they arrive, whether the service sends them as lines or as one object.</summary>
    /// <param name="query">Whose events.</param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, also in the middle of the body, and closes the connection.</param>
    /// <returns>The events, in no documented order. Nothing is sent until they are enumerated.</returns>
    /// <exception cref="ExportInterruptedException">The export ended before its end.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    IAsyncEnumerable<ExportedEvent> ReadUserEventsAsync(UserEventsQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads all events of one user as they arrive, as records of a type of one's own choice.</summary>
    /// <typeparam name="T">What a record is to be; see <see cref="ExportReader" />.</typeparam>
    /// <param name="query">Whose events.</param>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, also in the middle of the body, and closes the connection.</param>
    /// <returns>The events, in no documented order. Nothing is sent until they are enumerated.</returns>
    /// <exception cref="ExportInterruptedException">The export ended before its end.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    IAsyncEnumerable<T> ReadUserEventsAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(UserEventsQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class;
}
