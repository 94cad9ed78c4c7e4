namespace Iterable.Generated.Tests.Support;

/// <summary>A stream that hands out pieces of the sizes given, over and over.</summary>
internal sealed class PiecesStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
{
    private int _next;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        base.ReadAsync(buffer, offset, Math.Min(count, sizes[_next++ % sizes.Length]), cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, sizes[_next++ % sizes.Length])], cancellationToken);
}
