namespace Iterable.Generated.Testing;

/// <summary>A response body that is cut, ends early, or stands still after a number of bytes.</summary>
internal sealed class BreakingBody(Stream inner, BodyBreak fault, TimeProvider clock) : Stream
{
    private long _left = fault.AfterBytes;
    private bool _isBroken;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isBroken || buffer.Length <= _left)
        {
            _left -= buffer.Length;
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            return;
        }

        var whole = (int)_left;
        await inner.WriteAsync(buffer[..whole], cancellationToken).ConfigureAwait(false);
        await inner.WriteAsync(fault.EndingBytes, cancellationToken).ConfigureAwait(false);
        await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        _isBroken = true;
        if (fault.Stall is not { } time)
            throw new BodyBreakException(endsBody: fault.Ending is not null);

        await Task.Delay(time, clock, cancellationToken).ConfigureAwait(false);
        await inner.WriteAsync(buffer[whole..], cancellationToken).ConfigureAwait(false);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
