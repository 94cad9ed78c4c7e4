using System.IO.Compression;

namespace Iterable.Generated;

/// <summary>
/// Compresses into a stream. Only what is finished is a whole gzip: one that is given up lacks its end, so that whoever unpacks it
/// notices. All is written asynchronously, the end too: there are streams that take nothing else.
/// </summary>
internal sealed class GzipTarget : IDisposable
{
    // The gzip of nothing, which the runtime leaves out.
    private static readonly byte[] Empty = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly Stream _destination;
    private readonly MemoryStream _compressed = new();
    private readonly GZipStream _gzip;
    private bool _isEmpty = true;

    public GzipTarget(Stream destination)
    {
        _destination = destination;
        _gzip = new GZipStream(_compressed, CompressionLevel.Fastest, leaveOpen: true);
    }

    public Task WriteAsync(byte[] bytes, int offset, int count, CancellationToken cancellationToken)
    {
        _gzip.Write(bytes, offset, count);
        _isEmpty &= count == 0;
        return HandOverAsync(cancellationToken);
    }

    /// <summary>Writes the end.</summary>
    public Task FinishAsync(CancellationToken cancellationToken)
    {
        _gzip.Dispose();
        if (_isEmpty)
        {
            _compressed.SetLength(0);
            _compressed.Write(Empty, 0, Empty.Length);
        }

        return HandOverAsync(cancellationToken);
    }

    public void Dispose()
    {
        _gzip.Dispose();
        _compressed.Dispose();
    }

    private async Task HandOverAsync(CancellationToken cancellationToken)
    {
        if (_compressed.Length == 0)
            return;

        await _destination.WriteAsync(_compressed.GetBuffer(), 0, (int)_compressed.Length, cancellationToken).ConfigureAwait(false);
        _compressed.SetLength(0);
    }
}
