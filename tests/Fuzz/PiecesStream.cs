namespace Iterable.Fuzz;

/// <summary>Bytes that come in pieces of the sizes given, over and over; with none, all at once.</summary>
internal sealed class PiecesStream(byte[] bytes, int[] sizes) : MemoryStream(bytes, writable: false)
{
    private int _next;

    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Piece(buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Piece(count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => base.ReadAsync(buffer, offset, Piece(count), cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Piece(buffer.Length)], cancellationToken);

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        var buffer = new byte[bufferSize];
        while (await ReadAsync(buffer, cancellationToken) is > 0 and var read)
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
    }

    private int Piece(int most) => sizes.Length == 0 ? most : Math.Min(most, sizes[_next++ % sizes.Length]);
}
