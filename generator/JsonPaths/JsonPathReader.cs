using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Iterable.Generator.JsonPaths;

/// <summary>A cursor over an expression: reads the words of the language and knows the column of everything.</summary>
internal sealed partial class JsonPathReader(string text)
{
    public int Position { get; private set; }

    public bool AtEnd => Position == text.Length;

    public bool Sees(char expected) => Position < text.Length && text[Position] == expected;

    public bool Sees(string expected) => string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    public bool Take(string expected)
    {
        if (!Sees(expected))
            return false;

        Position += expected.Length;
        return true;
    }

    public void Expect(char expected)
    {
        if (!Sees(expected))
            throw Error($"Expected '{expected}'");

        Position++;
    }

    public void SkipBlanks()
    {
        while (Position < text.Length && text[Position] is ' ' or '\t' or '\n' or '\r')
            Position++;
    }

    /// <summary>A blank may stand before a segment but not after the last one.</summary>
    public void SkipBlanksBefore(params ReadOnlySpan<char> next)
    {
        var start = Position;
        SkipBlanks();
        if (AtEnd || !next.Contains(text[Position]))
            Position = start;
    }

    /// <summary>A word such as <c>true</c> or the name of a function; null when none begins here.</summary>
    public string? PeekWord() => Word().Match(text, Position) is { Success: true } match ? match.Value : null;

    /// <summary>A member name without quotes.</summary>
    public string ReadName() => Match(Name(), "A name here must be quoted: ['...']");

    /// <summary>An array index; RFC 9535 allows neither leading zeros nor <c>-0</c>.</summary>
    public long ReadIndex()
    {
        var start = Position;
        var digits = Match(Index(), "Expected a quoted name, an index, '*' or '?'");
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw Error("The index is too large", start);
    }

    public double ReadNumber() => double.Parse(
        Match(Number(), "Expected '@', '$', a string, a number, true, false or null"),
        NumberStyles.Float,
        CultureInfo.InvariantCulture);

    public string ReadQuoted()
    {
        var start = Position;
        var quote = text[Position++];
        var result = new StringBuilder();
        while (!Sees(quote))
        {
            if (AtEnd)
                throw Error("This string has no end", start);
            if (text[Position] < ' ')
                throw Error("A control character in a string must be escaped");

            result.Append(Sees('\\') ? ReadEscape(quote) : text[Position++]);
        }

        Position++;
        return result.ToString();
    }

    public JsonPathException Error(string problem) => Error(problem, Position);

    public JsonPathException Error(string problem, int position) => new(problem, text, position + 1);

    private char ReadEscape(char quote)
    {
        var start = Position++;
        if (!AtEnd)
        {
            switch (text[Position++])
            {
                case 'b': return '\b';
                case 'f': return '\f';
                case 'n': return '\n';
                case 'r': return '\r';
                case 't': return '\t';
                case '/': return '/';
                case '\\': return '\\';
                case var c when c == quote: return quote;
                case 'u' when Hexadecimal().Match(text, Position) is { Success: true } digits:
                    Position += digits.Length;
                    return (char)ushort.Parse(digits.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            }
        }

        throw Error("This escape does not exist", start);
    }

    private string Match(Regex pattern, string problem)
    {
        var match = pattern.Match(text, Position);
        if (!match.Success)
            throw Error(problem);

        Position += match.Length;
        return match.Value;
    }

    [GeneratedRegex(@"\G[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\G[a-z][a-z0-9_]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\G(0|-?[1-9][0-9]*)(?![0-9])")]
    private static partial Regex Index();

    [GeneratedRegex(@"\G-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[0-9a-fA-F]{4}")]
    private static partial Regex Hexadecimal();
}
