namespace Iterable.Generated;

/// <summary>Records that are lines. A CR before the LF is not part of the line, a byte order mark not of the first.</summary>
internal sealed class LineCutter : RecordCutter
{
    private int _searched;
    private bool _begun;

    public override bool TryCut(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut)
    {
        cut = default;
        var found = bytes.Slice(_searched).IndexOf((byte)'\n');
        if (found < 0 && !atEnd)
        {
            _searched = bytes.Length;
            return false;
        }

        if (found < 0 && bytes.IsEmpty)
            return false;

        var end = found < 0 ? bytes.Length : _searched + found;
        var consumed = found < 0 ? end : end + 1;
        var start = !_begun && bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        _begun = true;
        _searched = 0;

        if (end > start && bytes[end - 1] == '\r')
            end--;

        var length = Utf8Text.IsBlank(bytes.Slice(start, end - start)) ? 0 : end - start;
        cut = new RecordCut(start, length, consumed, Lines: found < 0 ? 0 : 1, IsUnterminated: found < 0);
        return true;
    }
}
