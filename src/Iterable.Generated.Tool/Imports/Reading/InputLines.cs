using System.Runtime.CompilerServices;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>The lines of a stream, without blank ones and without a byte order mark.</summary>
internal static class InputLines
{
    /// <summary>More bytes than this are no line: perhaps the file is of another format.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Reads lines. Each is there until the next is asked for; one that is too long comes as its beginning, <see cref="MostBytes" /> of it.</summary>
    public static async IAsyncEnumerable<(long Number, ReadOnlyMemory<byte> Bytes)> OfAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[256 * 1024];
        var (start, end, number, isCut, hasEnded) = (0, 0, 1L, false, false);
        while (!hasEnded)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && end - start < MostBytes && !isCut)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
                if (end == buffer.Length)
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MostBytes));
                var read = await input.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
                end += read;
                if (read > 0)
                    continue;
                (length, hasEnded) = (end, true);
            }
            else if (length < 0)
            {
                // What follows the beginning of a line that is too long is passed over.
                if (!isCut)
                    yield return (number, buffer.AsMemory(start, MostBytes));
                isCut = true;
                (start, end) = (0, await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
                hasEnded = end == 0;
                continue;
            }

            var line = buffer.AsMemory(start, length);
            start += Math.Min(length + 1, end - start);
            if (number == 1 && line.Span.StartsWith("\uFEFF"u8))
                line = line[3..];
            if (!isCut && line.Span.ContainsAnyExcept(" \r\t"u8))
                yield return (number, line);
            isCut = false;
            number++;
        }
    }
}
