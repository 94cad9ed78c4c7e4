using System.Buffers;

namespace Iterable.Generated;

/// <summary>The part of a body that is in memory: bytes are added at its end and taken from its start. It grows to hold one record.</summary>
internal sealed class ByteWindow : IDisposable
{
    // Below what the runtime takes for a large object.
    private const int InitialSize = 64 * 1024;

    // The longest array of bytes on every runtime.
    private const int LargestSize = 0x7FFFFFC7;

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _start;
    private int _end;

    /// <summary>What is there.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    public int Count => _end - _start;

    /// <summary>Takes bytes from the start.</summary>
    public void Advance(int count) => _start += count;

    /// <summary>Whether the stream that was read has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Reads once from a stream.</summary>
    public async ValueTask FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await stream.ReadAsync(_buffer, _end, _buffer.Length - _end, cancellationToken).ConfigureAwait(false);
        _end += read;
        HasEnded = read == 0;
    }

    /// <summary>Reads the start of a stream, and passes over a byte order mark there, however its bytes arrive.</summary>
    public async ValueTask FillAfterMarkAsync(Stream stream, CancellationToken cancellationToken)
    {
        do
        {
            await FillAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        while (!HasEnded && Count < Mark.Length && Mark.StartsWith(Bytes));

        if (Bytes.StartsWith(Mark))
            Advance(Mark.Length);
    }

    /// <summary>The size of the buffer that follows one that is full.</summary>
    internal static int SizeAfter(int size) => (int)Math.Min(size * 2L, LargestSize);

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _start = _end = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_start > 0 && _end > _buffer.Length / 2)
        {
            Bytes.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end < _buffer.Length)
            return;

        var larger = ArrayPool<byte>.Shared.Rent(SizeAfter(_buffer.Length));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = (larger, 0, _end - _start);
    }
}
