using System.Text;

namespace Iterable.Generated;

/// <summary>A body that is no page of HTML or XML, as gateways and portals put one in the place of data, with HTTP 200: one that begins so fails.</summary>
internal sealed class PageGuard(Stream content, Func<string, Exception> refuse) : ReadOnlyStream
{
    private static readonly string[] Beginnings = ["<!doctype", "<html", "<head", "<body", "<title", "<?xml", "<error", "<!--"];

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    private byte[]? _start = new byte[256];
    private int _at;
    private int _end;
    private bool _isKnown;

    /// <summary>Whether a media type is that of a page.</summary>
    public static bool IsPage(string? mediaType) =>
        mediaType is not null && (mediaType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || mediaType.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_start is null || count == 0)
            return await content.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);

        while (!_isKnown)
            Judge(await content.ReadAsync(_start, _end, _start.Length - _end, cancellationToken).ConfigureAwait(false));

        return Take(buffer.AsSpan(offset, count));
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_start is null || count == 0)
            return content.Read(buffer, offset, count);

        while (!_isKnown)
            Judge(content.Read(_start, _end, _start.Length - _end));

        return Take(buffer.AsSpan(offset, count));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();

        base.Dispose(disposing);
    }

    private void Judge(int read)
    {
        _end += read;
        var start = AfterBlanks(_start.AsSpan(0, _end));
        var text = Encoding.UTF8.GetString(start.ToArray());
        if (Beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)))
            throw refuse(text);

        _isKnown = read == 0 || _end == _start!.Length || !(Mark.StartsWith(start) || Beginnings.Any(beginning => beginning.StartsWith(text, StringComparison.OrdinalIgnoreCase)));
    }

    private int Take(Span<byte> buffer)
    {
        var length = Math.Min(buffer.Length, _end - _at);
        _start.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        if (_at == _end)
            _start = null;

        return length;
    }

    private static ReadOnlySpan<byte> AfterBlanks(ReadOnlySpan<byte> start)
    {
        while (true)
        {
            if (start.StartsWith(Mark))
                start = start.Slice(Mark.Length);
            else if (start.Length > 0 && start[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                start = start.Slice(1);
            else
                return start;
        }
    }
}
