using System.Runtime.CompilerServices;
using System.Text;

namespace Iterable.Generated;

/// <content>Reading by lines.</content>
public sealed partial class IterableStreamResponse
{
    private const int LongestLine = 16 * 1024 * 1024;

    /// <summary>
    /// Reads the content as lines of UTF-8 text, ending in LF or CRLF; the last one needs no end. One line is in memory at a time, of at most
    /// 16,777,216 bytes.
    /// </summary>
    /// <param name="cancellationToken">Stops the reading, also in the middle of a line, and closes the answer.</param>
    /// <returns>The lines without their ends, blank ones included. They can be read through once.</returns>
    /// <exception cref="IterableConnectionException">The connection broke; the message tells after how many lines.</exception>
    /// <exception cref="IterableUnreadableResponseException">A line is no UTF-8, is longer than that, or is the service's message of an error; or there is a page of HTML in the place of lines.</exception>
    /// <exception cref="InvalidOperationException">The answer has been read before.</exception>
    public async IAsyncEnumerable<string> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        BeginReading();

        using var reads = _response is null
            ? new WatchedStream(Content, Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
            : new WatchedStream(Content, this, Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        using var window = new ByteWindow();
        var cutter = new LineCutter(LongestLine);
        var call = DetailsOf();
        var count = 0L;
        for (var isStart = true; !window.HasEnded; isStart = false)
        {
            await FillAsync(window, reads, isStart, count, cancellationToken).ConfigureAwait(false);
            while (cutter.TryCut(window.Bytes, window.HasEnded, out var cut))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var line = ReadLine(window.Bytes, cut, ++count, call);
                window.Advance(cut.Consumed);
                yield return line;
            }
        }
    }

    private async ValueTask FillAsync(ByteWindow window, Stream reads, bool isStart, long linesBefore, CancellationToken cancellationToken)
    {
        try
        {
            await (isStart ? window.FillAfterMarkAsync(reads, cancellationToken) : window.FillAsync(reads, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportFailure.Is(e, cancellationToken))
        {
            throw new IterableConnectionException($"{_call?.Operation.ToString() ?? "The answer"} broke off after {linesBefore} lines: {TransportFailure.Describe(e)}.", DetailsOf());
        }
    }

    private string ReadLine(ReadOnlySpan<byte> bytes, RecordCut cut, long number, IterableErrorDetails call)
    {
        var line = bytes.Slice(cut.Start, cut.Length);
        if (cut.IsTooLarge)
            throw Unreadable(number, FormattableString.Invariant($"is longer than {LongestLine} bytes"));
        if (!Utf8Text.IsValid(line))
            throw Unreadable(number, "is no UTF-8");

        var text = Utf8Text.Decode(line);
        if (number == 1 && ErrorEnvelope.TryRead(text) is { } error)
            throw IsError(DetailsOf(text).Saying(error));

        // A later line may well be JSON of the caller's: an error is what has the members of one and no other.
        return BodyError.Read(line, call) is { } later ? throw IsError(later) : text;
    }

    private IterableUnreadableResponseException IsError(IterableErrorDetails error) =>
        new($"{Name} is the service's message of an error in the place of lines, with HTTP {(int)StatusCode}.", error);

    private string Name => _call is null ? "The answer" : $"The answer to {_call.Operation}";

    private IterableErrorDetails DetailsOf(string? body = null) => _call is null || _response is null
        ? new IterableErrorDetails { StatusCode = StatusCode, ResponseBody = body }
        : ResponseErrors.DetailsOf(_call, _response, body);

    private IterableUnreadableResponseException Unreadable(long line, string problem) =>
        new(FormattableString.Invariant($"{Name} cannot be read: line {line} {problem}."), DetailsOf());
}
