using Iterable.Generator.OpenApi;
using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Tells whether two schemas are different C# types. Objects and enums without a name are compared by what is in them, not here.</summary>
internal sealed class TypeComparison(ModelMatch models)
{
    // Lists can be elements of themselves; two that are the same that deep are the same.
    private const int Deepest = 16;

    /// <summary>True when both places refer to the same named schema.</summary>
    public bool ShareName(SchemaView before, SchemaView after) =>
        before.Reference is { } one && after.Reference is { } other && models.Renames.AreOne(one, other);

    public bool Differ(SchemaView? before, SchemaView? after) => Differ(before, after, 0);

    private bool Differ(SchemaView? before, SchemaView? after, int depth)
    {
        if (before is null || after is null)
            return before is not null || after is not null;
        if (depth > Deepest || ShareName(before, after))
            return false;
        if (before.Kind != after.Kind)
            return true;

        return before.Kind switch
        {
            SchemaKind.Class or SchemaKind.Enum => before.Name is { } one && after.Name is { } other && !models.Renames.AreOne(one, other),
            SchemaKind.List or SchemaKind.Map => Differ(before.Inner, after.Inner, depth + 1),
            SchemaKind.Scalar => CSharpType.Of(before) != CSharpType.Of(after),
            SchemaKind.Alternatives => AlternativesDiffer(before, after, depth),
            _ => false,
        };
    }

    private bool AlternativesDiffer(SchemaView before, SchemaView after, int depth)
    {
        var (ones, others) = (before.Alternatives, after.Alternatives);
        return ones.Count != others.Count
            || !before.Schema["type"].Texts().Order(StringComparer.Ordinal).SequenceEqual(after.Schema["type"].Texts().Order(StringComparer.Ordinal))
            || ones.Any(one => others.All(other => Differ(one, other, depth + 1)))
            || others.Any(other => ones.All(one => Differ(one, other, depth + 1)));
    }
}
