using Newtonsoft.Json.Linq;

namespace Iterable.Generator.JsonPaths;

/// <summary>One step of a path: selectors applied to each node, or to each node and everything below it.</summary>
/// <param name="IsDescendant">True for <c>..</c>.</param>
/// <param name="Selectors">One, or several for a union such as <c>['a','b']</c>.</param>
/// <param name="End">Where the segment ends in the expression.</param>
internal sealed record Segment(bool IsDescendant, IReadOnlyList<Selector> Selectors, int End)
{
    /// <summary>True when the segment can select one node at most, which is what a comparison needs.</summary>
    public bool IsSingular => !IsDescendant && Selectors is [NameSelector or IndexSelector];

    public IEnumerable<JToken> SelectFrom(JToken node, JToken root)
    {
        var nodes = IsDescendant ? node.SelfAndBelow() : [node];
        return nodes.SelectMany(n => Selectors.SelectMany(selector => selector.SelectFrom(n, root)));
    }
}

/// <summary>Walks JSON values; Newtonsoft counts the properties of an object as nodes of their own, JSONPath does not.</summary>
internal static class JsonPathNodes
{
    public static IEnumerable<JToken> SelectFrom(this IEnumerable<Segment> segments, JToken start, JToken root) =>
        segments.Aggregate<Segment, IEnumerable<JToken>>([start], (nodes, segment) => nodes.SelectMany(node => segment.SelectFrom(node, root)));

    public static IEnumerable<JToken> ChildValues(this JToken node) => node switch
    {
        JObject o => o.PropertyValues(),
        JArray a => a,
        _ => [],
    };

    public static IEnumerable<JToken> SelfAndBelow(this JToken node) => node.ChildValues().SelectMany(SelfAndBelow).Prepend(node);
}
