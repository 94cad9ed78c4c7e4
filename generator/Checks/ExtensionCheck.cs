namespace Iterable.Generator.Checks;

/// <summary>Every <c>x-iterable-</c> name must exist, mean something where it stands, and have a value it can have: a typing mistake must not pass in silence.</summary>
internal static class ExtensionCheck
{
    private static readonly Dictionary<string, Dictionary<string, ExtensionForms.Form>> Places = new()
    {
        ["a path item"] = new() { [Extension.Path] = ExtensionForms.Path },
        ["a tag"] = new() { [Extension.Name] = ExtensionForms.PascalName },
        ["an operation"] = new()
        {
            [Extension.RateLimit] = ExtensionForms.RateLimit,
            [Extension.Retry] = ExtensionForms.OneOf(Extension.RetryClasses),
            [Extension.KeyTypes] = ExtensionForms.KeyTypes,
            [Extension.Pagination] = ExtensionForms.Pagination,
            [Extension.EmptyBody] = ExtensionForms.True,
            [Extension.MaxBody] = ExtensionForms.Count,
            [Extension.User] = ExtensionForms.User,
            [Extension.UnknownUser] = ExtensionForms.OneOf([Extension.Empty]),
            [Extension.Split] = ExtensionForms.Names,
            [Extension.Answer] = ExtensionForms.Names,
            [Extension.Bulk] = ExtensionForms.Bulk,
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
            [Extension.Wire] = ExtensionForms.OneOf(Extension.WireForms),
            [Extension.Deferred] = ExtensionForms.True,
            [Extension.Clearable] = ExtensionForms.True,
            [Extension.Within] = ExtensionForms.Text,
            [Extension.DaysAhead] = ExtensionForms.Count,
            [Extension.Failed] = ExtensionForms.Failed,
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

/// <summary>The values that extensions can have. Each form says what is wrong with a value, as the end of a sentence, or nothing.</summary>
internal static class ExtensionForms
{
    public static readonly Form Text = Must("be a text", IsText);

    public static readonly Form True = Must("be true, or not be there", value => value is JValue { Value: true });

    public static readonly Form Count = Must("be a whole number above 0", IsCount);

    public static readonly Form Path = Must("be a path that begins with '/'", value => value is JValue { Value: string text } && text.StartsWith('/'));

    public static readonly Form PascalName = Must("be a C# name of letters and digits that begins with a capital", IsPascal);

    public static readonly Form CamelName = Must("be a C# parameter name of letters and digits that begins with a small letter", value => value is JValue { Value: string text } && CSharpNames.IsCamel(text));

    public static readonly Form Texts = Must("map values of the enum to texts", value => value is JObject map && map.PropertyValues().All(text => text is JValue { Value: string }));

    public static readonly Form PascalNames = Must("map values of the enum to C# names that begin with a capital", value => value is JObject map && map.PropertyValues().All(IsPascal));

    public static readonly Form KeyTypes = Must(
        "be a list of names, without repetition",
        value => value is JArray { Count: > 0 } names && names.All(IsText) && names.Distinct(JToken.EqualityComparer).Count() == names.Count);

    public static readonly Form User = Must(
        "be {email: <name>, userId: <name>}, or one of the two",
        value => value is JObject { Count: > 0 } && IsMapping(value, ("email?", IsText), ("userId?", IsText)));

    public static readonly Form Names = Must("be a list of names", value => value is JArray { Count: > 0 } names && names.All(IsText));

    public static readonly Form RateLimit = Must(
        $"be {{permits: <number>, seconds: <number>, scope: <{string.Join(" | ", Extension.RateLimitScopes)}>}} or '{Extension.Unpublished}'",
        value => value is JValue { Value: Extension.Unpublished } || IsMapping(value, ("permits", IsCount), ("seconds", IsCount), ("scope", scope => IsOneOf(scope, Extension.RateLimitScopes))));

    public static readonly Form Bulk = Must(
        "be {records: <member of the body>}, and can have record-bytes, which is a number, and ids: exact",
        value => IsMapping(value, ("records", IsText), ("record-bytes?", IsCount), ("ids?", ids => ids is JValue { Value: "exact" })));

    public static readonly Form Failed = Must("be {names: <member of a record>, reason: <word>}", value => IsMapping(value, ("names", IsText), ("reason", IsText)));

    /// <summary>What each kind of paging needs besides <c>kind</c>, <c>method</c>, <c>item</c> and <c>items</c>, and what it can have.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> PagingKinds = new()
    {
        ["page"] = (["page", "next"], ["count", "count-default", "total"]),
        ["offset"] = (["offset"], ["count", "count-default", "total"]),
        ["marker"] = (["marker", "next"], ["count", "count-default", "total"]),
        ["start-after"] = (["after", "key"], ["count", "count-default", "total"]),
        ["cap"] = (["count", "count-default"], []),
    };

    public delegate string? Form(JToken value);

    public static Form OneOf(IReadOnlyList<string> known) => Must($"be one of {string.Join(", ", known)}", value => IsOneOf(value, known));

    public static string? Pagination(JToken value)
    {
        if (value is not JObject paging)
            return "must be a mapping";
        if (paging["kind"] is not JValue { Value: string kind } || !PagingKinds.TryGetValue(kind, out var members))
            return $"needs a kind, one of {string.Join(", ", PagingKinds.Keys)}";

        string[] required = ["kind", "method", "item", "items", .. members.Required];
        if (required.FirstOrDefault(name => !paging.ContainsKey(name)) is { } missing)
            return $"of kind {kind} needs {missing}";
        if (paging.Properties().FirstOrDefault(member => !required.Contains(member.Name) && !members.Optional.Contains(member.Name)) is { } other)
            return $"of kind {kind} has no {other.Name}";
        if (paging.ContainsKey("count") != paging.ContainsKey("count-default"))
            return "has count (the parameter) and count-default (what is asked for unless the caller says otherwise) together, or neither";

        return paging.Properties().FirstOrDefault(member => member.Name == "count-default" ? !IsCount(member.Value) : !IsText(member.Value)) is { } wrong
            ? $"has a {wrong.Name} that is none"
            : null;
    }

    private static Form Must(string be, Func<JToken, bool> isThat) => value => isThat(value) ? null : $"must {be}";

    // A mapping of these members and no others; what ends in a question mark can be missing.
    private static bool IsMapping(JToken value, params (string Name, Func<JToken, bool> IsThat)[] members) => value is JObject mapping
        && mapping.Properties().All(member => members.Any(known => known.Name.TrimEnd('?') == member.Name && known.IsThat(member.Value)))
        && members.All(known => known.Name.EndsWith('?') || mapping.ContainsKey(known.Name));

    private static bool IsText(JToken value) => value is JValue { Value: string text } && !string.IsNullOrWhiteSpace(text);

    private static bool IsPascal(JToken value) => value is JValue { Value: string text } && CSharpNames.IsPascal(text);

    private static bool IsOneOf(JToken value, IReadOnlyList<string> known) => value is JValue { Value: string text } && known.Contains(text);

    private static bool IsCount(JToken value) => value is JValue { Value: long and > 0 };
}
