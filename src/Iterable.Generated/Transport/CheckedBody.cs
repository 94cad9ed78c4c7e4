namespace Iterable.Generated;

/// <summary>Decompresses a body, and fails where it ends before its compressed form does.</summary>
internal abstract class CheckedBody(Stream input, Stream decompressed) : ReadOnlyStream
{
    /// <summary>The bytes that came out so far.</summary>
    protected long BytesOut { get; private set; }

    /// <summary>Whether the compressed form has come to its end, once nothing more comes out.</summary>
    protected abstract bool IsWhole { get; }

    /// <summary>A format that says in itself where it ends: a decompressor that asks for more at the end of its input has not come there.</summary>
    public static Stream Of(Stream content, Func<Stream, Stream> decompress)
    {
        var input = new EndWatch(content);
        return new SelfEnding(input, decompress(input));
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return Checked(await decompressed.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false), count);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            throw Damaged(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Checked(decompressed.Read(buffer, offset, count), count);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            throw Damaged(e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decompressed.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(int read, int count)
    {
        BytesOut += read;
        return read > 0 || count == 0 || IsWhole ? read : throw new EndOfStreamException("The compressed body was cut.");
    }

    // The decompressor of Brotli says so of data that is none.
    private static InvalidDataException Damaged(InvalidOperationException e) => new("The compressed body is damaged.", e);

    private sealed class SelfEnding(EndWatch input, Stream decompressed) : CheckedBody(input, decompressed)
    {
        protected override bool IsWhole => !input.HasEnded;
    }

    private sealed class EndWatch(Stream content) : ReadOnlyStream
    {
        public bool HasEnded { get; private set; }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            var read = await content.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            HasEnded |= read == 0 && count > 0;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = content.Read(buffer, offset, count);
            HasEnded |= read == 0 && count > 0;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                content.Dispose();

            base.Dispose(disposing);
        }
    }
}
