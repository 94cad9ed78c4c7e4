using System.IO.Compression;
using System.Net.Http.Headers;

namespace Iterable.Generated;

/// <summary>
/// Bodies that travel compressed. The runtime takes one that was cut for a whole one and hands out what came; these end with an
/// exception instead, whoever decompresses: transports hand out streams whose own input can be read in their place.
/// </summary>
internal static class CompressedBodies
{
    /// <summary>The content of an answer without compression.</summary>
    public static Stream Decompressed(Stream content, HttpContentHeaders headers) => content switch
    {
        GZipStream gzip => new GzipBody(gzip.BaseStream),
#if NET
        ZLibStream zlib => CheckedBody.Of(zlib.BaseStream, static input => new ZLibStream(input, CompressionMode.Decompress)),
        DeflateStream deflate => CheckedBody.Of(deflate.BaseStream, static input => new DeflateStream(input, CompressionMode.Decompress)),
        BrotliStream brotli => CheckedBody.Of(brotli.BaseStream, static input => new BrotliStream(input, CompressionMode.Decompress)),
#endif
        _ => headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GzipBody(content),
#if NET
            "deflate" => CheckedBody.Of(content, static input => new ZLibStream(input, CompressionMode.Decompress)),
            "br" => CheckedBody.Of(content, static input => new BrotliStream(input, CompressionMode.Decompress)),
#endif
            _ => content,
        },
    };
}
