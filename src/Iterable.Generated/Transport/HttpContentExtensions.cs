using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Iterable.Generated;

/// <summary>Reading of bodies, the same on all targets.</summary>
internal static class HttpContentExtensions
{
    private const int ErrorLimit = 1024 * 1024;

#if !NET
    public static Task<Stream> ReadAsStreamAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
    }
#endif

    /// <summary>Reads a body into memory; false, and not all of it, when it has more than a number of bytes without its compression.</summary>
    public static async Task<bool> TryBufferAsync(this HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        // Not every body listens to a token while it waits for the network; all of them end when the answer is closed.
        using var closing = response.CloseWhenCancelled(cancellationToken);
        try
        {
            var isBuffered = true;
            if (IsKnownToFit(response.Content.Headers, limit))
                await LoadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            else
                isBuffered = await response.TryReplaceAsync(limit, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return isBuffered;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>Puts bytes in the place of a content, under its headers.</summary>
    public static void ReplaceContent(this HttpResponseMessage response, byte[] bytes, int count)
    {
        var content = new ByteArrayContent(bytes, 0, count);
        foreach (var header in response.Content.Headers)
        {
            if (header.Key is not ("Content-Length" or "Content-Encoding"))
                content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content.Dispose();
        response.Content = content;
    }

    private static bool IsKnownToFit(HttpContentHeaders headers, int limit) =>
        headers.ContentLength is { } length && (length == 0 || (length <= limit && headers.ContentEncoding.Count == 0));

    private static Task LoadAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET9_0_OR_GREATER
        return content.LoadIntoBufferAsync(cancellationToken);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return content.LoadIntoBufferAsync();
#endif
    }

    private static async Task<bool> TryReplaceAsync(this HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > limit && response.Content.Headers.ContentEncoding.Count == 0)
            return false;

        var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.NoContent)
            content = CompressedBodies.Decompressed(content, response.Content.Headers);
        using var body = new MemoryStream();
        var chunk = new byte[8192];
        for (int read; (read = await content.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > limit)
                return false;

            body.Write(chunk, 0, read);
        }

        response.ReplaceContent(body.GetBuffer(), (int)body.Length);
        return true;
    }

    /// <summary>Reads all of a body as text.</summary>
    /// <exception cref="UnreadableJsonException">It is in a charset that this machine does not know, does not fit its charset, or holds NULs, which no text does.</exception>
    public static async Task<string> ReadAllTextAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);

        var encoding = (Encoding?)content.FindEncoding()?.Clone() ?? throw new UnreadableJsonException("it is text in a charset that is not known here.");
        encoding.DecoderFallback = DecoderFallback.ExceptionFallback;

        // Not disposed, since that would close the stream: who finds the text wrong reads it again for the error.
        var reader = CreateReader(stream, encoding);
        try
        {
            var text = await reader.ReadToEndAsync().ConfigureAwait(false);
            return text.IndexOf('\0') < 0 ? text : throw new UnreadableJsonException("it holds NULs, which no text does.");
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableJsonException("it does not fit its charset.");
        }
    }

    /// <summary>
    /// Reads the start of a body as text, for an error that is being reported already: where the connection breaks, the text ends.
    /// </summary>
    public static async Task<string> ReadErrorTextAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        using var start = await content.ReadErrorStartAsync(cancellationToken).ConfigureAwait(false);
        using var reader = CreateReader(start, content.FindEncoding() ?? Encoding.UTF8);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    }

    /// <summary>The same as bytes.</summary>
    public static async Task<MemoryStream> ReadErrorStartAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        var start = new MemoryStream();
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            if (stream.CanSeek)
                stream.Position = 0;
            else
                stream = CompressedBodies.Decompressed(stream, content.Headers);

            var chunk = new byte[8192];
            int read;
            while (start.Length < ErrorLimit
                && (read = await stream.ReadAsync(chunk, 0, (int)Math.Min(chunk.Length, ErrorLimit - start.Length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                start.Write(chunk, 0, read);
            }
        }
        catch (Exception e) when (TransportFailure.Is(e, cancellationToken))
        {
            // The error that the status tells of matters more than the rest of its text.
        }

        start.Position = 0;
        return start;
    }

    /// <summary>Reads the start of an error, as far as it comes, and puts it in the place of the content.</summary>
    public static async Task BufferErrorAsync(this HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Not every body listens to a token while it waits for the network; all of them end when the answer is closed.
        using var closing = response.CloseWhenCancelled(cancellationToken);
        byte[] start;
        try
        {
            start = (await response.Content.ReadErrorStartAsync(cancellationToken).ConfigureAwait(false)).ToArray();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        response.ReplaceContent(start, start.Length);
    }

    // The stream stays open: an answer that turns out to be unreadable is read once more, for its exception.
    private static StreamReader CreateReader(Stream stream, Encoding encoding) =>
        new(stream, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1024, leaveOpen: true);

    /// <summary>The encoding the content names; UTF-8 where it names none, nothing where it names one that this machine does not know.</summary>
    private static Encoding? FindEncoding(this HttpContent content)
    {
        try
        {
            return content.Headers.ContentType?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
