namespace Iterable.Generated;

/// <summary>Rows of CSV: lines, where line ends inside of quotes do not count. A quote opens at the start of a field alone.</summary>
internal sealed class CsvRowCutter(char delimiter, int maxSize) : RecordCutter
{
    private readonly byte _delimiter = (byte)delimiter;
    private State _state;
    private int _searched;
    private int _lines;

    private enum State
    {
        FieldStart,
        Plain,
        Quoted,
        Closed,
    }

    /// <summary>The fields of the row that was cut last.</summary>
    public int Fields { get; private set; }

    /// <summary>What is wrong with its quotes, or <see langword="null" />.</summary>
    public string? BadQuote { get; private set; }

    /// <summary>Whether the body ended inside of quotes.</summary>
    public bool IsOpen { get; private set; }

    public override bool TryCut(ReadOnlySpan<byte> bytes, bool atEnd, out RecordCut cut)
    {
        if (_searched == 0)
            (Fields, BadQuote, _lines) = (1, null, 0);

        cut = default;
        for (; _searched < bytes.Length; _searched++)
        {
            var one = bytes[_searched];
            if (_state != State.Quoted && one is (byte)'\n' or (byte)'\r')
            {
                // Whether a line feed belongs to a carriage return shows when it is there.
                if (one == '\r' && _searched + 1 == bytes.Length && !atEnd)
                    return Wait(ref cut);

                var hasPair = one == '\r' && _searched + 1 < bytes.Length && bytes[_searched + 1] == '\n';
                return End(_searched, hasPair ? 2 : 1, out cut);
            }

            Step(one);
        }

        if (!atEnd || bytes.IsEmpty)
            return Wait(ref cut);

        IsOpen = _state == State.Quoted;
        return End(bytes.Length, 0, out cut);
    }

    private void Step(byte one)
    {
        if (one == '\n')
            _lines++;

        switch (_state)
        {
            case State.Quoted:
                _state = one == '"' ? State.Closed : State.Quoted;
                break;
            case State.FieldStart when one == '"':
            case State.Closed when one == '"':
                _state = State.Quoted;
                break;
            case var _ when one == _delimiter:
                Fields++;
                _state = State.FieldStart;
                break;
            default:
                if (_state == State.Closed)
                    BadQuote ??= "TextAfterClosingQuote";
                else if (one == '"')
                    BadQuote ??= "StrayQuote";
                _state = State.Plain;
                break;
        }
    }

    /// <summary>Asks for more bytes, unless the row is too large already.</summary>
    private bool Wait(ref RecordCut cut)
    {
        if (_searched <= maxSize)
            return false;

        cut = RecordCut.TooLarge(maxSize);
        return true;
    }

    private bool End(int length, int lineEnd, out RecordCut cut)
    {
        (_state, _searched) = (State.FieldStart, 0);
        cut = length > maxSize
            ? RecordCut.TooLarge(maxSize)
            : new RecordCut(0, length, length + lineEnd, _lines + (lineEnd > 0 ? 1 : 0)) { IsUnterminated = lineEnd == 0 };
        return true;
    }
}
