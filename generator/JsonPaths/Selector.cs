using Newtonsoft.Json.Linq;

namespace Iterable.Generator.JsonPaths;

/// <summary>Selects among the children of one node.</summary>
internal abstract record Selector
{
    public abstract IEnumerable<JToken> SelectFrom(JToken node, JToken root);
}

/// <summary><c>.name</c>, <c>['name']</c>: the member of an object.</summary>
internal sealed record NameSelector(string Name) : Selector
{
    public override IEnumerable<JToken> SelectFrom(JToken node, JToken root) =>
        node is JObject o && o.Property(Name, StringComparison.Ordinal) is { } member ? [member.Value] : [];
}

/// <summary><c>[0]</c>, <c>[-1]</c>: the element of an array, counted from its end when negative.</summary>
internal sealed record IndexSelector(long Index) : Selector
{
    public override IEnumerable<JToken> SelectFrom(JToken node, JToken root)
    {
        if (node is not JArray array)
            return [];

        var index = Index < 0 ? Index + array.Count : Index;
        return index >= 0 && index < array.Count ? [array[(int)index]] : [];
    }
}

/// <summary><c>.*</c>, <c>[*]</c>: every member or element.</summary>
internal sealed record WildcardSelector : Selector
{
    public override IEnumerable<JToken> SelectFrom(JToken node, JToken root) => node.ChildValues();
}

/// <summary><c>[?...]</c>: the members or elements for which the filter holds.</summary>
internal sealed record FilterSelector(Filter Filter) : Selector
{
    public override IEnumerable<JToken> SelectFrom(JToken node, JToken root) => node.ChildValues().Where(child => Filter.Holds(child, root));
}
