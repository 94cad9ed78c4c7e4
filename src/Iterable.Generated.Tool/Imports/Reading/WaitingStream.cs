namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>A stream that comes to its end when it comes, such as the standard input: who waits for it can be called back, which it does not do itself.</summary>
internal sealed class WaitingStream(Stream inner) : Stream
{
    private const int MostBytes = 64 * 1024;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The bytes of a read that nobody waits for any more go to nobody.
        var own = new byte[Math.Min(buffer.Length, MostBytes)];
        var read = await inner.ReadAsync(own, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        own.AsMemory(0, read).CopyTo(buffer);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
