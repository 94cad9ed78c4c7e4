using Iterable.Generator.Differences.Reading;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Matching;

/// <summary>Which models of the two documents are the same.</summary>
internal sealed class ModelMatch
{
    private ModelMatch(ApiDocument before, ApiDocument after)
    {
        (Before, After) = (before, after);
        Removed = [.. before.Models.Keys.Where(name => after.Schema(name) is null)];
        Added = [.. after.Models.Keys.Where(name => before.Schema(name) is null)];
    }

    public ApiDocument Before { get; }

    public ApiDocument After { get; }

    /// <summary>Models that have another name and are otherwise much the same. Whatever else they changed is reported as a change of a model.</summary>
    public Renames Renames { get; } = new();

    /// <summary>Names that only the earlier document has, renamed ones left out.</summary>
    public IReadOnlyList<string> Removed { get; private set; }

    /// <summary>Names that only the later document has, new names left out.</summary>
    public IReadOnlyList<string> Added { get; private set; }

    public static ModelMatch Between(ApiDocument before, ApiDocument after, OperationMatch operations)
    {
        var match = new ModelMatch(before, after);
        if (match.Removed.Count == 0 || match.Added.Count == 0)
            return match;

        var replaced = new ModelUses(before, after, operations).Replaced;
        var (nowAt, onceAt) = (replaced.ToLookup(pair => pair.Before, pair => pair.After), replaced.ToLookup(pair => pair.After, pair => pair.Before));
        foreach (var name in match.Removed)
        {
            // Where the old one stood, the new one stands, everywhere, and nothing else has become it.
            if (nowAt[name].ToList() is [var other] && match.Added.Contains(other) && onceAt[other].Count() == 1 && match.AreAlike(name, other, atLeast: 0.5))
                match.Rename(name, other);
        }

        // A model that no operation leads to shows by its members only.
        foreach (var name in match.Removed.Where(name => !nowAt[name].Any()).ToList())
        {
            if (match.Added.Where(other => !onceAt[other].Any() && match.AreAlike(name, other, atLeast: 1)).ToList() is [var only])
                match.Rename(name, only);
        }

        return match;
    }

    private void Rename(string before, string after)
    {
        Renames.Add(before, after);
        Removed = [.. Removed.Where(name => name != before)];
        Added = [.. Added.Where(name => name != after)];
    }

    private bool AreAlike(string before, string after, double atLeast)
    {
        var (one, other) = (Before.Models[before], After.Models[after]);
        if (SchemaShape.IsEnum(one) != SchemaShape.IsEnum(other))
            return false;

        var (ones, others) = (Traits(Before, one), Traits(After, other));
        var shared = ones.Intersect(others).Count();
        var all = ones.Union(others).Count();
        return all > 0 && shared >= atLeast * all;
    }

    private static HashSet<string> Traits(ApiDocument document, JObject schema)
    {
        if (SchemaShape.IsEnum(schema))
            return [.. schema["enum"].Texts()];

        var members = ClassMembers.Of(document, schema);
        return [.. members.Bases, .. members.Own.Keys];
    }
}
