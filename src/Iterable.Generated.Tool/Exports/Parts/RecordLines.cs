namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>The lines of a file that is known to be whole, without blank ones and without a byte order mark. Each is there until the next is asked for.</summary>
internal static class RecordLines
{
    public static IEnumerable<ReadOnlyMemory<byte>> Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var buffer = new byte[256 * 1024];
        var (start, end, isFirst) = (0, 0, true);
        while (true)
        {
            var found = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (found >= 0)
            {
                if (Line(buffer, start, found, ref isFirst) is { Length: > 0 } line)
                    yield return line;
                start += found + 1;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = file.Read(buffer, end, buffer.Length - end);
            if (read == 0)
                break;
            end += read;
        }

        if (Line(buffer, start, end - start, ref isFirst) is { Length: > 0 } last)
            yield return last;
    }

    private static ReadOnlyMemory<byte> Line(byte[] buffer, int start, int length, ref bool isFirst)
    {
        var line = buffer.AsMemory(start, length);
        if (isFirst && line.Span.StartsWith("\uFEFF"u8))
            line = line[3..];
        isFirst = false;
        if (line.Span.EndsWith("\r"u8))
            line = line[..^1];
        return line.Span.ContainsAnyExcept(" \r\t"u8) ? line : default;
    }
}
