using NJsonSchema;

namespace Iterable.Generator.Checks;

/// <summary>Every <c>x-iterable-</c> name must exist, mean something where it stands, and have a value it can have: a typing mistake must not pass in silence.</summary>
internal static class ExtensionCheck
{
    private static readonly string[] Places = ["a path item", "a tag", "an operation", "a parameter", "a schema"];

    private static readonly IDictionary<string, JsonSchema> Forms = JsonSchemas.Read("Extensions").Definitions;

    /// <summary>What each kind of paging needs besides <c>kind</c>, <c>method</c>, <c>item</c> and <c>items</c>, and what it can have.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> PagingKinds = new()
    {
        ["page"] = (["page", "next"], ["count", "count-default", "total"]),
        ["offset"] = (["offset"], ["count", "count-default", "total"]),
        ["marker"] = (["marker", "next"], ["count", "count-default", "total"]),
        ["start-after"] = (["after", "key"], ["count", "count-default", "total"]),
        ["cap"] = (["count", "count-default"], []),
    };

    /// <summary>The forms in which a point in time travels.</summary>
    public static IEnumerable<object?> WireForms => Forms["a schema"].Properties[Extension.Wire].Enumeration;

    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        var places = PlacesIn(document);
        foreach (var member in document.DescendantsAndSelf().OfType<JProperty>().Where(IsOurs).Where(member => !IsName(member)))
            Check(member, places.GetValueOrDefault((JObject)member.Parent!), diagnostics);
    }

    private static void Check(JProperty member, string? place, DiagnosticBag diagnostics)
    {
        var forms = place is null ? null : Forms[place].Properties;
        if (forms is not null && forms.TryGetValue(member.Name, out var form))
        {
            if (ProblemOf(member, form.ActualSchema) is { } problem)
                diagnostics.Error(DiagnosticCode.InvalidExtension, $"{member.Name} {problem}.", member);
            return;
        }

        var homes = Places.Where(other => Forms[other].Properties.ContainsKey(member.Name)).ToList();
        diagnostics.Error(
            DiagnosticCode.UnknownExtension,
            homes.Count > 0
                ? $"{member.Name} means nothing {(place is null ? "here" : "on " + place)}; it belongs on {string.Join(" or ", homes)}."
                : $"{member.Name} does not exist{(forms is null ? "" : $"; {place} can have {string.Join(", ", forms.Keys)}")}.",
            member);
    }

    private static string? ProblemOf(JProperty member, JsonSchema form) =>
        JsonSchemas.Validate(form, member.Value).Count > 0 ? form.Description
        : member.Name is Extension.Pagination ? ProblemOfPaging((JObject)member.Value) : null;

    private static string? ProblemOfPaging(JObject paging)
    {
        var kind = paging.Text("kind") ?? "";
        if (!PagingKinds.TryGetValue(kind, out var members))
            return $"needs a kind, one of {string.Join(", ", PagingKinds.Keys)}";

        string[] required = ["kind", "method", "item", "items", .. members.Required];
        if (required.FirstOrDefault(name => !paging.ContainsKey(name)) is { } missing)
            return $"of kind {kind} needs {missing}";
        if (paging.Properties().FirstOrDefault(member => !required.Contains(member.Name) && !members.Optional.Contains(member.Name)) is { } other)
            return $"of kind {kind} has no {other.Name}";
        return paging.ContainsKey("count") != paging.ContainsKey("count-default")
            ? "has count (the parameter) and count-default (what is asked for unless the caller says otherwise) together, or neither"
            : null;
    }

    private static Dictionary<JObject, string> PlacesIn(JObject document)
    {
        var places = new Dictionary<JObject, string>(ReferenceEqualityComparer.Instance);
        foreach (var path in document.PathItems())
            places[(JObject)path.Value] = "a path item";
        foreach (var operation in document.AllOperations())
            places[operation.Definition] = "an operation";
        foreach (var tag in document.Tags())
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
