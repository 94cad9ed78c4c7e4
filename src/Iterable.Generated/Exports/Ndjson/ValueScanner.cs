namespace Iterable.Generated;

/// <summary>
/// Finds the end of JSON values by counting brackets outside of texts, each byte once; whether a value is JSON is judged by whoever
/// parses it.
/// </summary>
internal sealed class ValueScanner
{
    private int _depth;
    private bool _inText;
    private bool _isEscaped;

    /// <summary>Goes on from a place to one of two characters outside of nested values and texts, or to the end of what is there.</summary>
    public bool TryFind(ReadOnlySpan<byte> bytes, ref int at, byte end, byte otherEnd)
    {
        for (; at < bytes.Length; at++)
        {
            var one = bytes[at];
            if (_isEscaped)
                _isEscaped = false;
            else if (_inText)
                (_inText, _isEscaped) = (one != '"', one == '\\');
            else if (_depth == 0 && (one == end || one == otherEnd))
                return true;
            else if (one == '"')
                _inText = true;
            else if (one is (byte)'{' or (byte)'[')
                _depth++;
            else if (one is (byte)'}' or (byte)']' && _depth > 0)
                _depth--;
        }

        return false;
    }
}
