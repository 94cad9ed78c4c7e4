using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares the named schemas, each once, wherever it is used.</summary>
internal static class ModelRules
{
    public static void Apply(ModelMatch models, SchemaRules schemas, ChangeList changes)
    {
        foreach (var name in models.Removed)
            changes.Breaking("model-removed", name, $"The model `{name}` is gone: code that names it no longer compiles, and code that runs feels it only in the operations that used it.");
        foreach (var name in models.Added)
            changes.Compatible("model-added", name, $"The model `{name}` is new: code compiles and runs as before.");
        foreach (var (before, after) in models.Renames.All)
            changes.Breaking("model-renamed", before, $"The model `{before}` is called `{after}`: code that names it no longer compiles, and code that runs sends and reads the same.");

        var kept = models.Before.Models.Keys.Concat(models.Before.Aliases.Keys).Where(name => models.After.Schema(name) is not null);
        foreach (var (before, after) in kept.Select(name => KeyValuePair.Create(name, name)).Concat(models.Renames.All))
            Compare(before, after, models, schemas, changes);
    }

    private static void Compare(string before, string after, ModelMatch models, SchemaRules schemas, ChangeList changes)
    {
        var (was, now) = (models.Before.Schema(before)!, models.After.Schema(after)!);
        var site = new Site(SiteKind.Model, before, $"The model `{before}`", models.Before.IsSent(before), models.After.IsSent(after), IsMandatory: false);
        if (!models.Before.Models.ContainsKey(before) && !models.After.Models.ContainsKey(after))
        {
            schemas.Compare(site, new(models.Before, was), new(models.After, now));
            return;
        }

        var (wasKind, isKind) = (KindOf(models.Before, before, was), KindOf(models.After, after, now));
        if (wasKind != isKind)
        {
            changes.Breaking("model-kind-changed", before, $"`{before}` is {isKind} instead of {wasKind}: code that uses it no longer compiles, and code that runs sends and reads something else.");
            return;
        }

        DeprecationRules.Compare(site.Kind, before, site.Subject, IsDeprecated(was), IsDeprecated(now), changes);
        if (SchemaShape.IsEnum(was))
            EnumRules.Compare(site, was, now, changes);
        else
            ClassRules.Compare(site, was, now, models, schemas, changes);
    }

    private static string KindOf(ApiDocument document, string name, JObject schema) =>
        !document.Models.ContainsKey(name) ? $"`{CSharpType.Of(new SchemaView(document, schema))}`" : SchemaShape.IsEnum(schema) ? "an enum" : "a class";

    private static bool IsDeprecated(JObject schema) => schema.IsTrue("deprecated") || schema.ContainsKey(Extension.Deprecated);
}
