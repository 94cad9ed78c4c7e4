using System.Text;

namespace Iterable.Generated.Testing;

/// <summary>An answer of any length, written piece by piece; it is never held in memory as a whole.</summary>
internal sealed class StreamAnswer(string contentType, IEnumerable<string> pieces, long? length = null) : Answer(200)
{
    private const int BlockSize = 32 * 1024;

    public override string? ContentType => contentType;

    public override long? Length => length;

    public override async Task WriteBodyAsync(Stream body, CancellationToken cancellationToken)
    {
        using var block = new MemoryStream(BlockSize);
        using var writer = new StreamWriter(block, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1024, leaveOpen: true);
        foreach (var piece in pieces)
        {
            writer.Write(piece);
            if (block.Length < BlockSize)
                continue;

            await SendAsync(block, writer, body, cancellationToken).ConfigureAwait(false);
        }

        await SendAsync(block, writer, body, cancellationToken).ConfigureAwait(false);
    }

    private static async Task SendAsync(MemoryStream block, StreamWriter writer, Stream body, CancellationToken cancellationToken)
    {
        writer.Flush();
        await body.WriteAsync(block.GetBuffer().AsMemory(0, (int)block.Length), cancellationToken).ConfigureAwait(false);
        await body.FlushAsync(cancellationToken).ConfigureAwait(false);
        block.SetLength(0);
    }
}
