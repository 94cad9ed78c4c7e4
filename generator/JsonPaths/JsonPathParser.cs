using Newtonsoft.Json.Linq;

namespace Iterable.Generator.JsonPaths;

/// <summary>The grammar of RFC 9535, by recursive descent.</summary>
internal sealed class JsonPathParser(string text)
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    private readonly JsonPathReader _reader = new(text);

    public IReadOnlyList<Segment> ParseExpression()
    {
        if (!_reader.Take("$"))
            throw _reader.Error("An expression begins with '$'");

        var segments = ParseSegments();
        return _reader.AtEnd ? segments : throw _reader.Error("Expected '.' or '['");
    }

    private List<Segment> ParseSegments()
    {
        var segments = new List<Segment>();
        while (true)
        {
            _reader.SkipBlanksBefore('.', '[');
            if (_reader.Take(".."))
                segments.Add(Segment(true, _reader.Sees('[') ? ParseBrackets() : [ParseShorthand()]));
            else if (_reader.Take("."))
                segments.Add(Segment(false, [ParseShorthand()]));
            else if (_reader.Sees('['))
                segments.Add(Segment(false, ParseBrackets()));
            else
                return segments;
        }
    }

    private Segment Segment(bool isDescendant, IReadOnlyList<Selector> selectors) => new(isDescendant, selectors, _reader.Position);

    private Selector ParseShorthand() => _reader.Take("*") ? new WildcardSelector() : new NameSelector(_reader.ReadName());

    private List<Selector> ParseBrackets()
    {
        var selectors = new List<Selector>();
        _reader.Expect('[');
        do
        {
            _reader.SkipBlanks();
            selectors.Add(ParseSelector());
            _reader.SkipBlanks();
        }
        while (_reader.Take(","));
        _reader.Expect(']');
        return selectors;
    }

    private Selector ParseSelector()
    {
        if (_reader.Take("*"))
            return new WildcardSelector();
        if (_reader.Sees('\'') || _reader.Sees('"'))
            return new NameSelector(_reader.ReadQuoted());
        if (_reader.Take("?"))
            return new FilterSelector(ParseOr());

        RejectSlice();
        var index = new IndexSelector(_reader.ReadIndex());
        _reader.SkipBlanks();
        RejectSlice();
        return index;
    }

    private void RejectSlice()
    {
        if (_reader.Sees(':'))
            throw _reader.Error("Slices are not supported");
    }

    private Filter ParseOr()
    {
        var filter = ParseAnd();
        while (TakeAfterBlanks("||"))
            filter = new OrFilter(filter, ParseAnd());
        return filter;
    }

    private Filter ParseAnd()
    {
        var filter = ParseBasic();
        while (TakeAfterBlanks("&&"))
            filter = new AndFilter(filter, ParseBasic());
        return filter;
    }

    private Filter ParseBasic()
    {
        _reader.SkipBlanks();
        if (_reader.Take("!"))
            return new NotFilter(ParseNegated());
        return _reader.Sees('(') ? ParseParentheses() : ParseComparisonOrTest();
    }

    // '!' takes parentheses or a query; '!@.a == 1' would read as if it negated the comparison.
    private Filter ParseNegated()
    {
        _reader.SkipBlanks();
        if (_reader.Sees('('))
            return ParseParentheses();
        if (ParseQuery() is not { } query)
            throw _reader.Error("After '!' comes '@', '$' or '('");
        if (PeekOperator() is not null)
            throw _reader.Error("A comparison after '!' needs parentheses");

        return new ExistsFilter(query);
    }

    private Filter ParseParentheses()
    {
        _reader.Expect('(');
        var filter = ParseOr();
        _reader.SkipBlanks();
        _reader.Expect(')');
        return filter;
    }

    private Filter ParseComparisonOrTest()
    {
        var start = _reader.Position;
        var query = ParseQuery();
        var literal = query is null ? ParseLiteral() : null;
        if (PeekOperator() is not { } comparison)
            return query is not null ? new ExistsFilter(query) : throw _reader.Error("Expected a comparison (==, !=, <, <=, >, >=)");

        var left = literal ?? Singular(query!, start);
        _reader.Take(comparison);
        _reader.SkipBlanks();
        start = _reader.Position;
        var right = ParseQuery() is { } other ? Singular(other, start) : ParseLiteral();
        return new ComparisonFilter(left, comparison, right);
    }

    private Query? ParseQuery()
    {
        if (_reader.Take("@"))
            return new Query(false, ParseSegments());
        return _reader.Take("$") ? new Query(true, ParseSegments()) : null;
    }

    private Operand Singular(Query query, int start) => query.IsSingular
        ? new QueryOperand(query)
        : throw _reader.Error("A comparison needs a query for one value: names and indexes only", start);

    private Operand ParseLiteral()
    {
        if (_reader.Sees('\'') || _reader.Sees('"'))
            return new LiteralOperand(new JValue(_reader.ReadQuoted()));

        var word = _reader.PeekWord();
        if (word is null)
            return new LiteralOperand(new JValue(_reader.ReadNumber()));

        var literal = word switch
        {
            "true" => new JValue(true),
            "false" => new JValue(false),
            "null" => JValue.CreateNull(),
            _ => throw _reader.Error(_reader.Sees(word + "(") ? $"Functions are not supported ('{word}')" : $"'{word}' means nothing here"),
        };
        _reader.Take(word);
        return new LiteralOperand(literal);
    }

    private string? PeekOperator()
    {
        _reader.SkipBlanks();
        return Operators.FirstOrDefault(_reader.Sees);
    }

    private bool TakeAfterBlanks(string expected)
    {
        _reader.SkipBlanks();
        return _reader.Take(expected);
    }
}
