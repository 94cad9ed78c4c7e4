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
    /// <exception cref="ExportInterruptedException">The export ended before its end.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    IAsyncEnumerable<T> ReadAsync<T>(ExportQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class;

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
    IAsyncEnumerable<T> ReadUserEventsAsync<T>(UserEventsQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class;
}
