namespace Iterable.Generator.Differences;

/// <summary>Compares schemas. What has a name is compared once, where it has its name; a schema without one is compared at each place.</summary>
internal sealed class SchemaDiff(ApiDocument before, ApiDocument after, ChangeList changes)
{
    // Lists can be elements of themselves; two that are the same that deep are the same.
    private const int Deepest = 16;

    private readonly HashSet<(JObject, JObject)> _compared = [];

    /// <summary>Compares the named schemas, and lists those that only one of the documents has.</summary>
    public void CompareNamed()
    {
        foreach (var (name, schema) in before.Schemas)
        {
            if (after.Schemas.GetValueOrDefault(name) is { } other)
                CompareNamed(name, new(before, schema), name, new(after, other));
            else if (SchemaShape.IsType(name, schema))
                changes.Breaking("model-removed", name, $"The model `{name}` is gone: code that names it no longer compiles, and code that runs feels it only in the operations that used it.");
        }

        foreach (var (name, _) in after.Schemas.Where(schema => !before.Schemas.ContainsKey(schema.Key) && SchemaShape.IsType(schema.Key, schema.Value)))
            changes.Compatible("model-added", name, $"The model `{name}` is new: code compiles and runs as before.");
    }

    /// <summary>Compares two bodies: what has the same media type, or the first of each.</summary>
    public void Compare(Site site, BodyView was, BodyView now)
    {
        var shared = Pairing.Of(was.Contents.Keys, now.Contents.Keys, string.Equals, (one, other) => one.Equals(other, StringComparison.OrdinalIgnoreCase)).Pairs;
        foreach (var (one, other) in shared)
            Compare(site, was.Contents[one], now.Contents[other]);
        if (shared.Count == 0)
            Compare(site, was.Contents.First().Value, now.Contents.First().Value);
    }

    /// <summary>Compares two schemas at one place.</summary>
    public void Compare(Site site, SchemaView was, SchemaView now)
    {
        if (was.Name is { } name && was.Name == now.Name)
        {
            UseDiff.Compare(site, was.SaidHere, now.SaidHere, changes);
            return;
        }

        if (Differ(was, now, 0))
        {
            changes.Breaking(site.Id("type-changed"), site.Location, $"{site.Subject} is {now.Type} instead of {was.Type}: {site.MeaningOfType}.");
            return;
        }

        UseDiff.Compare(site, was.Said, now.Said, changes);
        if (was.Name is { } old && now.Name is { } other)
            CompareNamed(old, was, other, now);
        else
            CompareContent(site, was, now);
    }

    private void CompareNamed(string name, SchemaView was, string other, SchemaView now)
    {
        if (!_compared.Add((was.Schema, now.Schema)))
            return;

        var site = new Site(SiteKind.Model, name, $"The model `{name}`", before.IsSent(name), after.IsSent(other), IsMandatory: false);
        if (was.Kind != now.Kind || Differ(was, now, 0))
        {
            changes.Breaking(site.Id("type-changed"), name, $"{site.Subject} is {Show(now)} instead of {Show(was)}: {site.MeaningOfType}.");
            return;
        }

        changes.Deprecation("model", name, site.Subject, Extension.IsDeprecated(was.Schema), Extension.IsDeprecated(now.Schema));
        if (was.Kind is not (SchemaKind.Object or SchemaKind.Enum))
            UseDiff.Compare(site, was.Said, now.Said, changes);
        CompareContent(site, was, now);
    }

    private void CompareContent(Site site, SchemaView was, SchemaView now)
    {
        // A schema that leads back to itself is being compared already.
        var isNew = _compared.Add((was.Schema, now.Schema));
        if (!isNew && site.Kind is not SiteKind.Model)
            return;

        switch (was.Kind)
        {
            case SchemaKind.Object:
                MemberDiff.Compare(site, was, now, this, changes);
                break;
            case SchemaKind.Enum:
                EnumDiff.Compare(site, was.Schema, now.Schema, changes);
                break;
            case SchemaKind.List or SchemaKind.Map when was.Inner is { } one && now.Inner is { } other:
                Compare(was.Kind is SchemaKind.List ? site.Elements() : site.Values(), one, other);
                break;
            case SchemaKind.Alternatives:
                foreach (var (one, other) in was.Alternatives.Zip(now.Alternatives).Where(pair => !Differ(pair.First, pair.Second, 0)))
                    Compare(site, one, other);
                break;
        }

        if (site.Kind is not SiteKind.Model)
            _compared.Remove((was.Schema, now.Schema));
    }

    // Where a model stands in the place of another that is gone, the two are compared; in the place of one that is still there it is another type.
    private bool Differ(SchemaView? was, SchemaView? now, int depth)
    {
        if (was is null || now is null)
            return was is not null || now is not null;
        if (depth > Deepest || (was.Name is not null && was.Name == now.Name && depth > 0))
            return false;
        if (was.Kind != now.Kind)
            return true;

        return was.Kind switch
        {
            SchemaKind.Object or SchemaKind.Enum => was.Name is { } one && now.Name is { } other && one != other && (after.Schemas.ContainsKey(one) || before.Schemas.ContainsKey(other)),
            SchemaKind.List or SchemaKind.Map => Differ(was.Inner, now.Inner, depth + 1),
            SchemaKind.Scalar => was.Type != now.Type,
            SchemaKind.Alternatives => AlternativesDiffer(was, now, depth),
            _ => false,
        };
    }

    private bool AlternativesDiffer(SchemaView was, SchemaView now, int depth)
    {
        var (ones, others) = (was.Alternatives, now.Alternatives);
        return ones.Count != others.Count
            || !was.Schema["type"].Texts().Order(StringComparer.Ordinal).SequenceEqual(now.Schema["type"].Texts().Order(StringComparer.Ordinal))
            || ones.Any(one => others.All(other => Differ(one, other, depth + 1)))
            || others.Any(other => ones.All(one => Differ(one, other, depth + 1)));
    }

    private static string Show(SchemaView view) => view.Kind switch
    {
        SchemaKind.Object => "an object",
        SchemaKind.Enum => "an enum",
        _ => view.Type,
    };
}
