using Iterable.Generator.Differences.Reading;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares what is said about a value without changing its C# type.</summary>
internal static class UseRules
{
    // The SDK leaves it to the service to check these.
    private static readonly string[] Limits =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    // What a number is without a format.
    private static readonly string[] Plain = ["int32", "double"];

    public static void Compare(Site site, SchemaView before, SchemaView after, Func<SchemaView, string, JToken?> said, ChangeList changes)
    {
        NullableRules.Compare(site, IsTrue(said(before, "nullable")), IsTrue(said(after, "nullable")), CSharpType.IsValueType(after), changes);
        CompareWire(site, said(before, Extension.Wire), said(after, Extension.Wire), changes);
        CompareFormat(site, said(before, "format"), said(after, "format"), changes);
        CompareDefault(site, said(before, "default"), said(after, "default"), changes);

        var changed = Limits.Where(key => !Limit(said(before, key)).SaysTheSame(Limit(said(after, key)))).ToList();
        if (changed.Count > 0)
        {
            var limits = string.Join(", ", changed.Select(key => $"{key} {Limit(said(after, key)).Show()} instead of {Limit(said(before, key)).Show()}"));
            changes.Informational(site.Id("limits-changed"), site.Location, $"{site.Subject} has other limits ({limits}): code compiles as before, and the service, not the SDK, checks them.");
        }

        if (site.Kind is SiteKind.Property)
        {
            DeprecationRules.Compare(site.Kind, site.Location, site.Subject, IsDeprecated(before, said), IsDeprecated(after, said), changes);
            if (IsTrue(said(before, Extension.Deferred)) != IsTrue(said(after, Extension.Deferred)))
                changes.Informational(site.Id("deferral-changed"), site.Location, $"{site.Subject} is {(IsTrue(said(after, Extension.Deferred)) ? "read only once it is asked for" : "read with the rest of its model")}: code compiles as before, and reading costs time and memory at another moment.");
        }
    }

    private static void CompareWire(Site site, JToken? before, JToken? after, ChangeList changes)
    {
        if (before.SaysTheSame(after))
            return;

        if (site.WasSent && site.IsSent)
            changes.Breaking(site.Id("wire-form-changed"), site.Location, $"{site.Subject} travels as {after.Show()} instead of {before.Show()}: code compiles as before, and what it sends is written in the other form, which is a correction only if the service expects that one.");
        else
            changes.Informational(site.Id("wire-form-changed"), site.Location, $"{site.Subject} travels as {after.Show()} instead of {before.Show()}: code compiles as before, and a time is read in every form.");
    }

    private static void CompareFormat(Site site, JToken? before, JToken? after, ChangeList changes)
    {
        if (!Format(before).SaysTheSame(Format(after)))
            changes.Informational(site.Id("format-changed"), site.Location, $"{site.Subject} has the format {after.Show()} instead of {before.Show()}: its C# type is the same, and the service may expect or send other texts.");
    }

    private static void CompareDefault(Site site, JToken? before, JToken? after, ChangeList changes)
    {
        if (!before.SaysTheSame(after))
            changes.Informational(site.Id("default-changed"), site.Location, $"{site.Subject} has the default {after.Show()} instead of {before.Show()}: code compiles as before, and where it gives no value the service takes the other one.");
    }

    private static JToken? Format(JToken? format) => format is JValue { Value: string text } && Plain.Contains(text) ? null : format;

    private static JToken? Limit(JToken? limit) => limit is JValue { Value: false } ? null : limit;

    private static bool IsTrue(JToken? token) => token is JValue { Value: true };

    private static bool IsDeprecated(SchemaView view, Func<SchemaView, string, JToken?> said) => IsTrue(said(view, "deprecated")) || said(view, Extension.Deprecated) is not null;
}
