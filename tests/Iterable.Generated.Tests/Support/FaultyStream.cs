using System.Text;

namespace Iterable.Generated.Tests.Support;

/// <summary>A body that gives what it was made from, then waits for ever or breaks. It remembers whether it was closed.</summary>
internal sealed class FaultyStream(string start, Exception? breaksWith = null, bool listensToTokens = true) : Stream
{
    private readonly MemoryStream _start = new(Encoding.UTF8.GetBytes(start));
    private readonly TaskCompletionSource<int> _forEver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsClosed { get; private set; }

    /// <summary>Ends when a reader waits for more than there is.</summary>
    public Task Waiting => _waiting.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start.Read(buffer.Span) is > 0 and var read)
            return read;
        if (breaksWith is not null)
            throw breaksWith;

        _waiting.TrySetResult();
        return await (listensToTokens ? _forEver.Task.WaitAsync(cancellationToken) : _forEver.Task);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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
        _forEver.TrySetException(new ObjectDisposedException(nameof(FaultyStream)));
        base.Dispose(disposing);
    }
}
