using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Checks;

/// <summary>Every <c>x-iterable-</c> name must exist, mean something where it stands, and have a value it can have: a typing mistake must not pass in silence.</summary>
internal static class ExtensionCheck
{
    private delegate string? Form(JToken value);

    private static readonly Dictionary<string, Dictionary<string, Form>> Places = new()
    {
        ["a path item"] = new() { [Extension.Path] = ExtensionForms.Path },
        ["a tag"] = new() { [Extension.Name] = ExtensionForms.PascalName },
        ["an operation"] = new()
        {
            [Extension.RateLimit] = ExtensionForms.RateLimit,
            [Extension.Retry] = value => ExtensionForms.OneOf(value, Extension.RetryClasses),
            [Extension.KeyTypes] = ExtensionForms.KeyTypes,
            [Extension.Pagination] = ExtensionForms.Pagination,
            [Extension.EmptyBody] = ExtensionForms.True,
            [Extension.User] = ExtensionForms.User,
            [Extension.UnknownUser] = value => ExtensionForms.OneOf(value, [Extension.Empty]),
            [Extension.Split] = ExtensionForms.Names,
            [Extension.Deprecated] = ExtensionForms.Text,
        },
        ["a parameter"] = new()
        {
            [Extension.Name] = ExtensionForms.CamelName,
            [Extension.Deprecated] = ExtensionForms.Text,
        },
        ["a schema"] = new()
        {
            [Extension.Name] = ExtensionForms.PascalName,
            [Extension.Wire] = value => ExtensionForms.OneOf(value, Extension.WireForms),
            [Extension.Deferred] = ExtensionForms.True,
            [Extension.Clearable] = ExtensionForms.True,
            [Extension.Deprecated] = ExtensionForms.Text,
            [Extension.DeprecatedValues] = ExtensionForms.Texts,
            [Extension.Values] = ExtensionForms.Texts,
            [Extension.ValueNames] = ExtensionForms.PascalNames,
        },
    };

    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        var places = PlacesIn(document);
        foreach (var member in document.DescendantsAndSelf().OfType<JProperty>().Where(IsOurs).Where(member => !IsName(member)))
            Check(member, places.GetValueOrDefault((JObject)member.Parent!), diagnostics);
    }

    private static void Check(JProperty member, string? place, DiagnosticBag diagnostics)
    {
        var forms = place is null ? null : Places[place];
        if (forms is not null && forms.TryGetValue(member.Name, out var form))
        {
            if (form(member.Value) is { } problem)
                diagnostics.Error(DiagnosticCode.InvalidExtension, $"{member.Name} {problem}.", member);
            return;
        }

        var homes = Places.Where(other => other.Value.ContainsKey(member.Name)).Select(other => other.Key).ToList();
        diagnostics.Error(
            DiagnosticCode.UnknownExtension,
            homes.Count > 0
                ? $"{member.Name} means nothing {(place is null ? "here" : "on " + place)}; it belongs on {string.Join(" or ", homes)}."
                : $"{member.Name} does not exist{(forms is null ? "" : $"; {place} can have {string.Join(", ", forms.Keys)}")}.",
            member);
    }

    private static Dictionary<JObject, string> PlacesIn(JObject document)
    {
        var places = new Dictionary<JObject, string>(ReferenceEqualityComparer.Instance);
        foreach (var path in document.PathItems())
            places[(JObject)path.Value] = "a path item";
        foreach (var operation in document.AllOperations())
            places[operation.Definition] = "an operation";
        foreach (var tag in (document["tags"] as JArray)?.OfType<JObject>() ?? [])
            places[tag] = "a tag";
        foreach (var parameter in document.AllParameterEntries())
            places[parameter] = "a parameter";
        foreach (var site in document.AllSchemas())
            places[site.Schema] = "a schema";
        return places;
    }

    private static bool IsOurs(JProperty member) => member.Name.StartsWith(Extension.Prefix, StringComparison.Ordinal);

    // A JSON property or a component may be called anything.
    private static bool IsName(JProperty member) => member.Parent?.Parent is JProperty { Name: "properties" or "schemas" or "headers" };
}
