using System.Runtime.CompilerServices;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Writes records that were not taken as lines of JSON (NDJSON), and reads them back to be sent again.
/// </summary>
/// <remarks>
/// A line holds <c>record</c>, <c>kind</c>, <c>reason</c>, <c>code</c> (the service's), <c>surelyNotSent</c> and <c>fields</c> (those of a wrong type, with <c>expectedType</c>).
/// It holds the record as it would be sent, which can be personal data. One that has no form in JSON (<see cref="BulkReason.Unwritable" />: a number that is none) has
/// no <c>record</c>, but <c>unwritable</c>, which is as near to it as JSON can be, and <c>error</c>: somebody has to mend it. Records are the models of requests, <see cref="BulkCatalogItem" /> and texts.
/// </remarks>
/// <example>
/// <code>
/// await foreach (var outcome in iterable.Bulk.UserUpdates().SendAsync(users))
/// {
///     if (outcome.Kind is BulkOutcomeKind.Refused or BulkOutcomeKind.NotSent)
///         await BulkDeadLetters.WriteAsync(file, outcome);
/// }
/// </code>
/// </example>
public static class BulkDeadLetters
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    /// <summary>Writes the record of an outcome as a line, and flushes it. Where the stream can be read and ends within a line, which a process left that died, that line is ended first.</summary>
    /// <typeparam name="TRecord">The record.</typeparam>
    /// <param name="destination">A stream, at its end. Not for several writers at once.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>Ends when the line was given to the stream whole.</returns>
    /// <exception cref="NotSupportedException">Records of this type are not known.</exception>
    public static async Task WriteAsync<TRecord>(Stream destination, BulkOutcome<TRecord> outcome, CancellationToken cancellationToken = default)
    {
        if (destination is null)
            throw new ArgumentNullException(nameof(destination));
        if (outcome is null)
            throw new ArgumentNullException(nameof(outcome));

        var line = DeadLetterForm.Write(outcome);
        if (EndsWithinLine(destination))
            await destination.WriteAsync(LineEnd, 0, 1, cancellationToken).ConfigureAwait(false);
        await destination.WriteAsync(line, 0, line.Length, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads dead letters.</summary>
    /// <typeparam name="TRecord">The record.</typeparam>
    /// <param name="source">The lines, in UTF-8.</param>
    /// <param name="onUnreadable">
    /// Is told of each line, by its number from 1, that has no record to send again, and makes the reading go on: it is left by a process that died while it wrote, or holds a record that has no form in JSON. A letter that the next process wrote behind the first on the same line is read. When null, it is an exception.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The letters, in the order of the lines. Send their records through a lane of their own, and write what is refused again elsewhere.</returns>
    /// <exception cref="InvalidDataException">A line has no such record to send again; the message has its number.</exception>
    /// <exception cref="NotSupportedException">Records of this type are not known.</exception>
    public static IAsyncEnumerable<BulkDeadLetter<TRecord>> ReadAsync<TRecord>(Stream source, Action<long>? onUnreadable = null, CancellationToken cancellationToken = default) =>
        ReadLinesAsync<TRecord>(source ?? throw new ArgumentNullException(nameof(source)), onUnreadable, cancellationToken);

    private static async IAsyncEnumerable<BulkDeadLetter<TRecord>> ReadLinesAsync<TRecord>(Stream source, Action<long>? onUnreadable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A byte order mark at the beginning is passed over also when nothing is detected; what is detected depends on the pieces that a stream comes in.
        using var lines = new StreamReader(source, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 16 * 1024, leaveOpen: true);
        for (var number = 1L; ; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await lines.ReadLineAsync().ConfigureAwait(false) is not { } line)
                yield break;
            if (line.Length == 0)
                continue;

            if (DeadLetterForm.TryRead<TRecord>(line) is { } letter)
            {
                yield return letter;
                continue;
            }

            var (first, second) = DeadLetterForm.Split<TRecord>(line);
            if (first is not null)
                yield return first;
            else if (onUnreadable is not null)
                onUnreadable(number);
            else
                throw new InvalidDataException(FormattableString.Invariant($"Line {number} has no {IterableJson.TypeName(typeof(TRecord))} to send again. A process that died while it wrote leaves such a line, and so does a record that has no form in JSON; a handler for unreadable lines passes over it."));

            if (second is not null)
                yield return second;
        }
    }

    private static bool EndsWithinLine(Stream destination)
    {
        if (!destination.CanSeek || !destination.CanRead || destination.Position == 0)
            return false;

        destination.Seek(-1, SeekOrigin.Current);
        return destination.ReadByte() != '\n';
    }
}
