using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares a schema at one place. What it refers to by name is compared once, where it has its name.</summary>
internal sealed class SchemaRules(ModelMatch models, ChangeList changes)
{
    private readonly TypeComparison _types = new(models);
    private readonly HashSet<(JObject, JObject)> _around = [];

    public void Compare(Site site, SchemaView before, SchemaView after)
    {
        // What both refer to by one name changes where it has its name.
        if (_types.ShareName(before, after))
        {
            UseRules.Compare(site, before, after, (view, key) => view.SaidHere(key), changes);
        }
        else if (_types.Differ(before, after))
        {
            changes.Breaking(site.Id("type-changed"), site.Location, TypeChange(site, CSharpType.Of(before), CSharpType.Of(after)));
        }
        else
        {
            UseRules.Compare(site, before, after, (view, key) => view.Said(key), changes);
            if (before.Name is null || after.Name is null)
                CompareContent(site, before, after);
        }
    }

    /// <summary>Compares what is inside two schemas of one kind.</summary>
    public void CompareContent(Site site, SchemaView before, SchemaView after)
    {
        // A schema that leads back to itself is being compared already.
        if (!_around.Add((before.Schema, after.Schema)))
            return;

        switch (before.Kind)
        {
            case SchemaKind.Class:
                ClassRules.Compare(site, before.Schema, after.Schema, models, this, changes);
                break;
            case SchemaKind.Enum:
                EnumRules.Compare(site, before.Schema, after.Schema, changes);
                break;
            case SchemaKind.List when before.Inner is { } one && after.Inner is { } other:
                Compare(site.Elements(), one, other);
                break;
            case SchemaKind.Map when before.Inner is { } one && after.Inner is { } other:
                Compare(site.Values(), one, other);
                break;
            case SchemaKind.Alternatives:
                foreach (var (one, other) in before.Alternatives.Zip(after.Alternatives).Where(pair => !_types.Differ(pair.First, pair.Second)))
                    Compare(site, one, other);
                break;
        }

        _around.Remove((before.Schema, after.Schema));
    }

    /// <summary>The sentence about a type that is another one now.</summary>
    public static string TypeChange(Site site, string before, string after)
    {
        var (place, compiled) = site.Kind switch
        {
            SiteKind.Parameter or SiteKind.Request => ("takes", "calls that give the old type no longer compile"),
            SiteKind.Response => ("is", "code that uses the result no longer compiles"),
            _ => ("is", "code that reads or sets it no longer compiles"),
        };
        var running = site.Kind is SiteKind.Parameter or SiteKind.Request
            ? "and code that runs sends what the service may refuse"
            : site.IsSent ? "and code that runs may send or receive the wrong one" : "and code that runs may meet an answer it cannot read";
        return $"{site.Subject} {place} `{after}` instead of `{before}`: {compiled}, {running}.";
    }
}
