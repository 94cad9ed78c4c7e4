using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <content>Reading as records. CSV is read by extension methods of the package Iterable.Generated.Csv.</content>
public sealed partial class IterableStreamResponse
{
    /// <summary>Reads the content as NDJSON; see <see cref="ExportReader" />.</summary>
    /// <typeparam name="T">What a record is to be.</typeparam>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, and closes the answer.</param>
    /// <returns>The records. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the export does.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="InvalidOperationException">The answer has been read before.</exception>
    public IAsyncEnumerable<T> ReadNdjsonAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class => ReadOnceAsync(ExportReader.ReadNdjsonAsync<T>(Content, options, cancellationToken));

    /// <summary>Reads the content as the events of one user, in either form; see <see cref="ExportReader.ReadUserEventsAsync" />.</summary>
    /// <typeparam name="T">What a record is to be.</typeparam>
    /// <param name="options">How to read; the defaults when null.</param>
    /// <param name="cancellationToken">Stops the reading, and closes the answer.</param>
    /// <returns>The records. They can be read through once.</returns>
    /// <exception cref="ExportInterruptedException">The bytes end before the export does.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="InvalidOperationException">The answer has been read before.</exception>
    public IAsyncEnumerable<T> ReadUserEventsAsync<T>(ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class => ReadOnceAsync(ExportReader.ReadUserEventsAsync<T>(Content, options, cancellationToken));

    internal async IAsyncEnumerable<T> ReadOnceAsync<T>(IAsyncEnumerable<T> records, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        BeginReading();
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return record;
    }

    internal ExportBody ToExportBody(ExportReadOptions options, CancellationToken cancellationToken) =>
        new(Content, this, options, DetailsOf(), cancellationToken);
}
