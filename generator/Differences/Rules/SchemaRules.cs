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
            changes.Breaking(site.Id("type-changed"), site.Location, TypeChange(site, before, after));
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

    private static string TypeChange(Site site, SchemaView before, SchemaView after)
    {
        var isArgument = site.Kind is SiteKind.Parameter or SiteKind.Request;
        Func<SchemaView, string> type = isArgument ? CSharpType.OfArgument : CSharpType.Of;
        var meaning = site.Kind switch
        {
            _ when isArgument => "calls that give the old type no longer compile, and the service may refuse what older versions send",
            SiteKind.Response => "code that uses the result no longer compiles, and older versions may fail to read it",
            _ when site.IsSent || site.WasSent => "code that reads or sets it no longer compiles, and the service may refuse what older versions send",
            _ => "code that reads or sets it no longer compiles, and older versions may fail to read it",
        };
        return $"{site.Subject} is `{type(after)}` instead of `{type(before)}`: {meaning}.";
    }
}
