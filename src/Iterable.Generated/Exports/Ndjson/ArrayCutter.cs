namespace Iterable.Generated;

/// <summary>
/// Records that are the items of the array in one object, <c>{"events": [ ... ]}</c>. Items are found by counting braces outside
/// of texts; what is between them is judged by whoever parses the item.
/// </summary>
internal sealed class ArrayCutter : RecordCutter
{
    private State _state = State.BeforeArray;

    private enum State
    {
        BeforeArray,
        InArray,
        AfterArray,
    }

    /// <summary>Whether the object was read to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether a body is such an object: -1 when it takes more bytes to tell, else 0 or 1.</summary>
    public static int Matches(ReadOnlySpan<byte> bytes, bool atEnd)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes.Slice(3);

        ReadOnlySpan<byte> expected = "{\"events\":["u8;
        foreach (var one in bytes)
        {
            if (one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                continue;
            if (one != expected[0])
                return 0;

            expected = expected.Slice(1);
            if (expected.IsEmpty)
                return 1;
        }

        return atEnd ? 0 : -1;
    }

    public override bool TryCut(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut)
    {
        cut = default;
        if (_state == State.BeforeArray)
        {
            var open = bytes.IndexOf((byte)'[');
            if (open < 0)
                return false;

            _state = State.InArray;
            cut = Between(bytes, open + 1);
            return true;
        }

        if (_state == State.AfterArray)
            return TryCutEnd(bytes, out cut);

        var start = bytes.IndexOfAny((byte)'{', (byte)']');
        if (start < 0)
            return false;
        if (bytes[start] == ']')
        {
            _state = State.AfterArray;
            cut = Between(bytes, start + 1);
            return true;
        }

        var length = LengthOfObject(bytes.Slice(start));
        if (length == 0)
            return false;

        cut = new RecordCut(start, length, start + length, Lines(bytes.Slice(0, start + length)), IsUnterminated: false);
        return true;
    }

    private bool TryCutEnd(ReadOnlySpan<byte> bytes, out RecordCut cut)
    {
        IsComplete |= bytes.IndexOf((byte)'}') >= 0;
        cut = Between(bytes, bytes.Length);
        return !bytes.IsEmpty;
    }

    private static RecordCut Between(ReadOnlySpan<byte> bytes, int length) =>
        new(0, 0, length, Lines(bytes.Slice(0, length)), IsUnterminated: false);

    private static int Lines(ReadOnlySpan<byte> bytes)
    {
        var lines = 0;
        for (int at; (at = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes.Slice(at + 1))
            lines++;

        return lines;
    }

    private static int LengthOfObject(ReadOnlySpan<byte> bytes)
    {
        var depth = 0;
        var inText = false;
        for (var at = 0; at < bytes.Length; at++)
        {
            switch (bytes[at])
            {
                case (byte)'\\' when inText:
                    at++;
                    break;
                case (byte)'"':
                    inText = !inText;
                    break;
                case (byte)'{' when !inText:
                    depth++;
                    break;
                case (byte)'}' when !inText && --depth == 0:
                    return at + 1;
            }
        }

        return 0;
    }
}
