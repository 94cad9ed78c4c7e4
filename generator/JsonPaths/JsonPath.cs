using Newtonsoft.Json.Linq;

namespace Iterable.Generator.JsonPaths;

/// <summary>
/// A JSONPath expression as RFC 9535 defines it, without slices and function extensions. What it does not know it rejects with a
/// column: an expression that silently matches nothing would hide that a document has changed.
/// </summary>
public sealed class JsonPath
{
    private JsonPath(string text, IReadOnlyList<Segment> segments) => (Text, Segments) = (text, segments);

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>The parts after <c>$</c>, each of which narrows down what the one before selects.</summary>
    internal IReadOnlyList<Segment> Segments { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="JsonPathException">The expression is malformed or uses what is not supported.</exception>
    public static JsonPath Parse(string text) => new(text, new JsonPathParser(text).ParseExpression());

    /// <summary>The nodes that the expression selects, each once, in the order of the document.</summary>
    public IReadOnlyList<JToken> Select(JToken root) => [.. Select(root, Segments.Count).Distinct<JToken>(ReferenceEqualityComparer.Instance)];

    /// <summary>The part of the expression from the first segment on that leaves nothing over in this document; null when the expression matches.</summary>
    public string? FirstPartWithoutMatch(JToken root)
    {
        for (var count = 1; count <= Segments.Count; count++)
        {
            if (!Select(root, count).Any())
                return Text[..Segments[count - 1].End];
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private IEnumerable<JToken> Select(JToken root, int segments) => Segments.Take(segments).SelectFrom(root, root);
}
