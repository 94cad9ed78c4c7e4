namespace Iterable.Generator.JsonPaths;

/// <summary>
/// A JSONPath expression (RFC 9535) of what overlays use: names, plain or quoted, unions of them, places in a list, <c>..</c>, and filters
/// that compare a member or the node itself with a text. What else there is it rejects with a column: an expression that silently matches
/// nothing would hide that a document has changed.
/// </summary>
public sealed class JsonPath
{
    private readonly IReadOnlyList<Segment> _segments;

    private JsonPath(string text, IReadOnlyList<Segment> segments) => (Text, _segments) = (text, segments);

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="JsonPathException">The expression is malformed or uses what is not supported.</exception>
    public static JsonPath Parse(string text) => new(text, new JsonPathParser(text).Parse());

    /// <summary>The nodes that the expression selects, each once, in the order of the document.</summary>
    public IReadOnlyList<JToken> Select(JToken root) => [.. Select(root, _segments.Count).Distinct<JToken>(ReferenceEqualityComparer.Instance)];

    /// <summary>The part of the expression from the first segment on that leaves nothing over in this document; null when the expression matches.</summary>
    public string? FirstPartWithoutMatch(JToken root) =>
        Enumerable.Range(1, _segments.Count).Where(count => !Select(root, count).Any()).Select(count => Text[.._segments[count - 1].End]).FirstOrDefault();

    /// <summary>The first name of a union without which the expression would select the same; null when each leads to something.</summary>
    public string? AlternativeWithoutMatch(JToken root) => (
        from at in Enumerable.Range(0, _segments.Count)
        where _segments[at].Selectors.Count > 1
        from selector in _segments[at].Selectors
        let alone = _segments.Select((segment, i) => i == at ? segment with { Selectors = [selector] } : segment)
        where !Select(root, alone).Any()
        select selector.Text).FirstOrDefault();

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The values of an object or a list; Newtonsoft counts the members of an object as nodes of their own, JSONPath does not.</summary>
    internal static IEnumerable<JToken> Children(JToken node) => node is JObject o ? o.PropertyValues() : node is JArray list ? list : [];

    /// <summary>What segments select from a node on.</summary>
    internal static IEnumerable<JToken> Select(JToken root, IEnumerable<Segment> segments) =>
        segments.Aggregate<Segment, IEnumerable<JToken>>([root], (nodes, segment) => nodes.SelectMany(segment.SelectFrom));

    private IEnumerable<JToken> Select(JToken root, int segments) => Select(root, _segments.Take(segments));
}

/// <summary>One step of a path: selectors applied to each node, or to each node and everything below it.</summary>
/// <param name="IsDescendant">True for <c>..</c>.</param>
/// <param name="Selectors">One, or several for a union such as <c>['a','b']</c>.</param>
/// <param name="End">Where the segment ends in the expression.</param>
internal sealed record Segment(bool IsDescendant, IReadOnlyList<Selector> Selectors, int End)
{
    public IEnumerable<JToken> SelectFrom(JToken node) =>
        (IsDescendant ? SelfAndBelow(node) : [node]).SelectMany(one => Selectors.SelectMany(selector => selector.From(one)));

    private static IEnumerable<JToken> SelfAndBelow(JToken node) => JsonPath.Children(node).SelectMany(SelfAndBelow).Prepend(node);
}

/// <summary>Selects among the children of a node.</summary>
/// <param name="Text">How it is written, without quotes.</param>
/// <param name="From">The children of a node that it selects.</param>
internal sealed record Selector(string Text, Func<JToken, IEnumerable<JToken>> From);

/// <summary>A JSONPath expression is malformed or uses a part of RFC 9535 that is not supported.</summary>
public sealed class JsonPathException(string problem, string expression, int column)
    : FormatException($"{problem}, at column {column} of {expression}");
