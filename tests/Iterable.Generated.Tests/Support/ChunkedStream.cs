namespace Iterable.Generated.Tests.Support;

/// <summary>A body that arrives in pieces of a given size, and at its end breaks, hangs or just ends.</summary>
internal sealed class ChunkedStream(byte[] bytes, int chunk = int.MaxValue, Exception? breaksWith = null, bool hangs = false) : Stream
{
    private readonly TaskCompletionSource<int> _forEver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _position;

    public bool IsClosed { get; private set; }

    /// <summary>Ends when a reader waits for more than there is.</summary>
    public Task Waiting => _waiting.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var read = Math.Min(Math.Min(chunk, count), bytes.Length - _position);
        if (read > 0)
        {
            Array.Copy(bytes, _position, buffer, offset, read);
            _position += read;
            return read;
        }

        if (breaksWith is not null)
            throw breaksWith;
        if (!hangs)
            return 0;

        // Deaf to the token, as some streams are: closing it is what ends the wait.
        _waiting.TrySetResult();
        return await _forEver.Task;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var copy = new byte[buffer.Length];
        var read = await ReadAsync(copy, 0, copy.Length, cancellationToken);
        copy.AsMemory(0, read).CopyTo(buffer);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        _forEver.TrySetException(new ObjectDisposedException(nameof(ChunkedStream)));
        base.Dispose(disposing);
    }
}
