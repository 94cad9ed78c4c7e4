using Newtonsoft.Json.Linq;

namespace Iterable.Generator.JsonPaths;

/// <summary>A condition inside <c>[?...]</c> on the current node (<c>@</c>).</summary>
internal abstract record Filter
{
    public abstract bool Holds(JToken current, JToken root);
}

internal sealed record OrFilter(Filter Left, Filter Right) : Filter
{
    public override bool Holds(JToken current, JToken root) => Left.Holds(current, root) || Right.Holds(current, root);
}

internal sealed record AndFilter(Filter Left, Filter Right) : Filter
{
    public override bool Holds(JToken current, JToken root) => Left.Holds(current, root) && Right.Holds(current, root);
}

internal sealed record NotFilter(Filter Inner) : Filter
{
    public override bool Holds(JToken current, JToken root) => !Inner.Holds(current, root);
}

/// <summary>A query alone asks whether it selects anything; a node that holds <c>null</c> or <c>false</c> exists.</summary>
internal sealed record ExistsFilter(Query Query) : Filter
{
    public override bool Holds(JToken current, JToken root) => Query.Select(current, root).Any();
}

internal sealed record ComparisonFilter(Operand Left, string Operator, Operand Right) : Filter
{
    public override bool Holds(JToken current, JToken root)
    {
        var left = Left.Value(current, root);
        var right = Right.Value(current, root);
        return Operator switch
        {
            "==" => JsonPathComparison.AreEqual(left, right),
            "!=" => !JsonPathComparison.AreEqual(left, right),
            "<" => JsonPathComparison.IsLess(left, right),
            ">" => JsonPathComparison.IsLess(right, left),
            "<=" => JsonPathComparison.IsLess(left, right) || JsonPathComparison.AreEqual(left, right),
            _ => JsonPathComparison.IsLess(right, left) || JsonPathComparison.AreEqual(left, right),
        };
    }
}

/// <summary><c>@...</c> or <c>$...</c> inside a filter.</summary>
internal sealed record Query(bool FromRoot, IReadOnlyList<Segment> Segments)
{
    public bool IsSingular => Segments.All(segment => segment.IsSingular);

    public IEnumerable<JToken> Select(JToken current, JToken root) => Segments.SelectFrom(FromRoot ? root : current, root);
}

/// <summary>One side of a comparison.</summary>
internal abstract record Operand
{
    /// <summary>The value, or null for a query that selects nothing (which is not the same as a node that holds <c>null</c>).</summary>
    public abstract JToken? Value(JToken current, JToken root);
}

internal sealed record LiteralOperand(JToken Literal) : Operand
{
    public override JToken? Value(JToken current, JToken root) => Literal;
}

internal sealed record QueryOperand(Query Query) : Operand
{
    public override JToken? Value(JToken current, JToken root) => Query.Select(current, root).FirstOrDefault();
}
