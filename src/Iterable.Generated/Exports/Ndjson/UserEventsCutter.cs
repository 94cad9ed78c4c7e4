namespace Iterable.Generated;

/// <summary>
/// Records of a body that is either lines or the single object <c>{"events": [ ... ]}</c>, which only the events of a user come in: the
/// start of any other export can look the same and mean one record.
/// </summary>
internal sealed class UserEventsCutter(int maxSize) : RecordCutter
{
    private static ReadOnlySpan<byte> Opening => "{\"events\":["u8;

    private readonly LineCutter _lines = new(maxSize);
    private readonly ValueScanner _scanner = new();
    private State _state;
    private int _at;
    private int _matched;
    private bool _isFirst = true;

    private enum State
    {
        BeforeList,
        InList,
        AfterList,
        AfterObject,
        Lines,
    }

    public override bool IsComplete => _state is State.Lines or State.AfterObject or State.BeforeList;

    public override bool TryCut(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut)
    {
        if (_state is State.BeforeList or State.InList && _at == 0 && Blanks(bytes) is > 0 and var blanks)
        {
            cut = RecordCut.Nothing(bytes.Slice(0, blanks));
            return true;
        }

        return _state switch
        {
            State.BeforeList => TryOpen(bytes, atEnd, out cut),
            State.InList => TryCutItem(bytes, out cut),
            State.AfterList => TryCutRest(bytes, out cut),
            State.AfterObject => TryCutMore(bytes, atEnd, out cut),
            _ => _lines.TryCut(bytes, atEnd, out cut),
        };
    }

    private bool TryOpen(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut)
    {
        for (cut = default; _at < bytes.Length && _at < maxSize; _at++)
        {
            if (bytes[_at] == Opening[_matched])
            {
                if (++_matched < Opening.Length)
                    continue;

                cut = RecordCut.Nothing(bytes.Slice(0, _at + 1));
                (_state, _at) = (State.InList, 0);
                return true;
            }

            // White space may stand before and after the name, the colon and the bracket.
            if (!IsBlank(bytes[_at]) || Opening[_matched] is not ((byte)'"' or (byte)':' or (byte)'[') || _matched == Opening.IndexOf((byte)':') - 1)
                return CutLines(bytes, atEnd, out cut);
        }

        return (atEnd || _at == maxSize) && CutLines(bytes, atEnd, out cut);
    }

    private bool CutLines(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut)
    {
        _state = State.Lines;
        return _lines.TryCut(bytes, atEnd, out cut);
    }

    private bool TryCutItem(ReadOnlySpan<byte> bytes, out RecordCut cut)
    {
        if (!TryScan(bytes, (byte)',', (byte)']', out cut))
            return cut.IsTooLarge;

        var isLast = bytes[_at] == ']';
        cut = new RecordCut(0, _at, _at + 1, RecordCut.LinesIn(bytes.Slice(0, _at)))
        {
            Problem = _at == 0 && !(isLast && _isFirst) ? "there is nothing between two commas of the list of events" : null,
        };
        (_state, _at, _isFirst) = (isLast ? State.AfterList : State.InList, 0, false);
        return true;
    }

    /// <summary>Cuts what stands between the list and the end of its object: other members, which are JSON and none of the events.</summary>
    private bool TryCutRest(ReadOnlySpan<byte> bytes, out RecordCut cut)
    {
        if (!TryScan(bytes, (byte)'}', (byte)'}', out cut))
            return cut.IsTooLarge;

        byte[] whole = [.. Opening, (byte)']', .. bytes.Slice(0, _at + 1)];
        cut = NestedJson.TryCheck(whole)
            ? RecordCut.Nothing(bytes.Slice(0, _at + 1))
            : new RecordCut(0, _at, _at + 1, RecordCut.LinesIn(bytes.Slice(0, _at))) { Problem = "what stands behind the list of events is no JSON" };
        _state = State.AfterObject;
        return true;
    }

    private bool TryCutMore(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut)
    {
        if (!_lines.TryCut(bytes, atEnd, out cut))
            return false;

        if (!cut.IsTooLarge)
            cut = cut with { Problem = Utf8Text.IsBlank(bytes.Slice(cut.Start, cut.Length)) ? null : "it stands behind the end of the events" };
        return true;
    }

    /// <summary>Goes on to a character that ends something, outside of nested values and texts; <see cref="_at" /> is where it stands.</summary>
    private bool TryScan(ReadOnlySpan<byte> bytes, byte end, byte otherEnd, out RecordCut cut)
    {
        var isFound = _scanner.TryFind(bytes, ref _at, end, otherEnd);
        cut = _at > maxSize ? RecordCut.TooLarge(maxSize) : default;
        return isFound && !cut.IsTooLarge;
    }

    private static int Blanks(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count < bytes.Length && IsBlank(bytes[count]))
            count++;

        return count;
    }

    private static bool IsBlank(byte one) => one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
