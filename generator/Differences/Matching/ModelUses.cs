using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Matching;

/// <summary>Walks both documents side by side and notes which model stands now where another one stood.</summary>
internal sealed class ModelUses
{
    private readonly ApiDocument _before;
    private readonly ApiDocument _after;
    private readonly HashSet<(object, object)> _seen = [];
    private readonly HashSet<(string Before, string After)> _replaced = [];

    public ModelUses(ApiDocument before, ApiDocument after, OperationMatch operations)
    {
        (_before, _after) = (before, after);
        foreach (var pair in operations.Pairs)
            Visit(pair);
        foreach (var (name, schema) in before.Models.Concat(before.Aliases))
        {
            if (after.Schema(name) is { } other)
                VisitContent(new(before, schema), new(after, other));
        }
    }

    /// <summary>Pairs of models that stand at the same place.</summary>
    public IReadOnlySet<(string Before, string After)> Replaced => _replaced;

    private void Visit(OperationPair pair)
    {
        foreach (var (before, after) in pair.Parameters)
            Visit(before.Schema, after.Schema);
        Visit(pair.Before.Request?.Schema, pair.After.Request?.Schema);
        Visit(pair.Before.Result?.Schema, pair.After.Result?.Schema);
        foreach (var (status, body) in pair.Before.Responses)
            Visit(body?.Schema, pair.After.Responses.GetValueOrDefault(status)?.Schema);
    }

    private void Visit(SchemaView? before, SchemaView? after)
    {
        if (before is null || after is null)
            return;

        if (before.Name is { } one && after.Name is { } other)
        {
            _replaced.Add((one, other));
            if (_after.Schema(one) is not null || _before.Schema(other) is not null)
                return;
        }

        VisitContent(before, after);
    }

    private void VisitContent(SchemaView before, SchemaView after)
    {
        if (before.Kind != after.Kind || !_seen.Add((before.Schema, after.Schema)))
            return;

        if (before.Kind is SchemaKind.Class)
        {
            var others = ClassMembers.Of(_after, after.Schema);
            foreach (var (name, member) in ClassMembers.Of(_before, before.Schema).Own)
                Visit(member.Schema, others.Own.GetValueOrDefault(name)?.Schema);
        }
        else
        {
            Visit(before.Inner, after.Inner);
        }
    }
}
