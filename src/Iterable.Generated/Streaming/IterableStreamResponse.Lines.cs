using System.Runtime.CompilerServices;
using System.Text;

namespace Iterable.Generated;

/// <content>Reading by lines.</content>
public sealed partial class IterableStreamResponse
{
    private int _linesBegun;

    /// <summary>Reads the content as lines of UTF-8 text, ending in LF or CRLF. One line is in memory at a time.</summary>
    /// <param name="cancellationToken">Stops the reading, also in the middle of a line, and closes the answer.</param>
    /// <returns>The lines without their ends, blank ones included. They can be read through once.</returns>
    /// <exception cref="IterableConnectionException">The connection broke; the message tells after how many lines.</exception>
    /// <exception cref="InvalidOperationException">The lines have been read before.</exception>
    public async IAsyncEnumerable<string> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _linesBegun, 1) != 0)
            throw new InvalidOperationException("The lines of an answer can be read once; make the call again to read them again.");

        // Not every stream listens to a token while it waits for the network; all of them end when they are closed.
        using var closing = cancellationToken.Register(static state => ((IterableStreamResponse)state!).Dispose(), this);
        using var reader = new StreamReader(Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 16 * 1024, leaveOpen: true);

        for (var count = 0L; await ReadLineAsync(reader, count, cancellationToken).ConfigureAwait(false) is { } line; count++)
            yield return line;
    }

    private async ValueTask<string?> ReadLineAsync(StreamReader reader, long linesBefore, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
#if NET
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
#else
            return await reader.ReadLineAsync().ConfigureAwait(false);
#endif
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // A stream that listens can hear of the token before this answer does, whose registration is then gone uncalled.
            Dispose();
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (TransportFailure.Is(e, cancellationToken))
        {
            throw new IterableConnectionException(
                $"{_operation?.ToString() ?? "The answer"} broke off after {linesBefore} lines: {TransportFailure.Describe(e)}.",
                new IterableErrorDetails { Operation = _operation, StatusCode = StatusCode });
        }
    }
}
