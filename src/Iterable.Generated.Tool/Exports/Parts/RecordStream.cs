namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>Takes bytes as they come, and hands on the lines of them, without blank ones and without a byte order mark.</summary>
/// <param name="take">Takes a line, which is there until this returns.</param>
internal sealed class RecordStream(Func<ReadOnlyMemory<byte>, ValueTask> take) : Stream
{
    private byte[] _begun = new byte[16 * 1024];
    private int _length;
    private bool _hasBegun;

    /// <summary>How many lines were handed on.</summary>
    public long Count { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (int end; (end = buffer.Span.IndexOf((byte)'\n')) >= 0; buffer = buffer[(end + 1)..])
        {
            if (_length == 0)
            {
                await TakeAsync(buffer[..end]).ConfigureAwait(false);
            }
            else
            {
                Keep(buffer.Span[..end]);
                await FinishAsync().ConfigureAwait(false);
            }
        }

        Keep(buffer.Span);
    }

    /// <summary>Hands on the last line, where no line end follows it.</summary>
    public async Task FinishAsync()
    {
        await TakeAsync(_begun.AsMemory(0, _length)).ConfigureAwait(false);
        _length = 0;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_begun.Length - _length < bytes.Length)
            Array.Resize(ref _begun, Math.Max(_begun.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_begun.AsSpan(_length));
        _length += bytes.Length;
    }

    private ValueTask TakeAsync(ReadOnlyMemory<byte> line)
    {
        if (!_hasBegun && line.Span.StartsWith("\uFEFF"u8))
            line = line[3..];
        _hasBegun = true;
        if (line.Span.EndsWith("\r"u8))
            line = line[..^1];
        if (!line.Span.ContainsAnyExcept(" \r\t"u8))
            return ValueTask.CompletedTask;

        Count++;
        return take(line);
    }
}
