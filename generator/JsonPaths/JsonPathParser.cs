using System.Globalization;
using System.Text.RegularExpressions;

namespace Iterable.Generator.JsonPaths;

/// <summary>Reads an expression from left to right and knows the column of everything.</summary>
internal sealed partial class JsonPathParser(string text)
{
    private int _position;

    public IReadOnlyList<Segment> Parse()
    {
        Expect("$", "An expression begins with '$'");
        var segments = Segments();
        return _position == text.Length ? segments : throw Error("Expected '.' or '['");
    }

    private List<Segment> Segments()
    {
        var segments = new List<Segment>();
        while (Sees(".") || Sees("["))
        {
            var isDescendant = Take("..");
            var isName = isDescendant ? !Sees("[") : Take(".");
            segments.Add(new(isDescendant, isName ? [Named(Name())] : Brackets(), _position));
        }

        return segments;
    }

    private List<Selector> Brackets()
    {
        var selectors = new List<Selector>();
        Take("[");
        do
        {
            SkipBlanks();
            if (Sees("'") || Sees("\""))
                selectors.Add(Named(Quoted()));
            else if (Take("?"))
                selectors.Add(Filter());
            else
                selectors.Add(At(int.Parse(Match(Index(), "Expected a quoted name, the place in a list, or '?'; what else there is in JSONPath is not supported"), CultureInfo.InvariantCulture)));
            SkipBlanks();
        }
        while (Take(","));
        Expect("]");
        return selectors;
    }

    // ?@.name == 'text', also in parentheses, also for the node itself.
    private Selector Filter()
    {
        SkipBlanks();
        var isInParentheses = Take("(");
        Expect("@", "A filter has the form ?@.name == 'text'; what else there is in JSONPath is not supported: expected '@'");
        var compared = Segments();
        SkipBlanks();
        Expect("==", "A filter has the form ?@.name == 'text': expected '=='");
        SkipBlanks();
        var expected = Quoted();
        SkipBlanks();
        if (isInParentheses)
            Expect(")");
        return new("?", node => JsonPath.Children(node).Where(child => JsonPath.Select(child, compared).Any(found => found is JValue { Value: string value } && value == expected)));
    }

    private static Selector Named(string name) =>
        new(name, node => (node as JObject)?.Property(name, StringComparison.Ordinal) is { } member ? [member.Value] : []);

    private static Selector At(int index) => new($"{index}", node => node is JArray list && index < list.Count ? [list[index]] : []);

    private string Name() => Match(PlainName(), "A name here must be quoted: ['...']");

    private string Quoted()
    {
        if (!Sees("'") && !Sees("\""))
            throw Error("Expected a text in quotes");

        var begin = Beginning().Match(text, _position);
        var end = begin.Index + begin.Length;
        if (end == text.Length)
            throw Error("This string has no end");

        (var start, _position) = (_position, end);
        return text[end] == text[start] ? Regex.Unescape(text[(start + 1).._position++])
            : throw Error(text[end] is '\\' ? "This escape does not exist" : "A control character in a string must be escaped");
    }

    private bool Sees(string expected) => string.CompareOrdinal(text, _position, expected, 0, expected.Length) == 0;

    private bool Take(string expected)
    {
        var isThere = Sees(expected);
        _position += isThere ? expected.Length : 0;
        return isThere;
    }

    private void Expect(string expected, string? problem = null)
    {
        if (!Take(expected))
            throw Error(problem ?? $"Expected '{expected}'");
    }

    private void SkipBlanks() => _position += text.Skip(_position).TakeWhile(c => c is ' ').Count();

    private string Match(Regex pattern, string problem)
    {
        var match = pattern.Match(text, _position);
        _position += match.Length;
        return match.Success ? match.Value : throw Error(problem);
    }

    private JsonPathException Error(string problem) => new(problem, text, _position + 1);

    [GeneratedRegex(@"\G[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\G(0|[1-9][0-9]{0,8})(?![0-9])")]
    private static partial Regex Index();

    // A text in quotes up to its end, or to what cannot stand in it.
    [GeneratedRegex(@"\G(['""])((?!\1)[^\\\x00-\x1F]|\\([/'""\\]|u[0-9a-fA-F]{4}))*")]
    private static partial Regex Beginning();
}
