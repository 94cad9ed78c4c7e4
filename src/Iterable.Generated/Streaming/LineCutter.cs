namespace Iterable.Generated;

/// <summary>Records that are lines, ending in LF or CRLF.</summary>
internal sealed class LineCutter(int maxSize) : RecordCutter
{
    private int _searched;

    public override bool TryCut(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut)
    {
        cut = default;
        var found = bytes.Slice(_searched).IndexOf((byte)'\n');
        var end = found < 0 ? bytes.Length : _searched + found;
        var length = end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
        if (length > maxSize)
        {
            cut = RecordCut.TooLarge(maxSize);
            return true;
        }

        if (found < 0 && (!atEnd || bytes.IsEmpty))
        {
            _searched = bytes.Length;
            return false;
        }

        _searched = 0;
        cut = new RecordCut(0, length, found < 0 ? end : end + 1, Lines: found < 0 ? 0 : 1) { IsUnterminated = found < 0 };
        return true;
    }
}
