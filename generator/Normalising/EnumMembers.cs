using Iterable.Generator.Overlays;

namespace Iterable.Generator.Normalising;

/// <summary>
/// Gives every enum the names and descriptions of its members, as the lists in the order of <c>enum</c> that NSwag reads. Overlays write
/// maps instead, so that a value added upstream shifts nothing.
/// </summary>
internal static class EnumMembers
{
    private static readonly string[] OfOpenEnums = ["Value", "Create", "Equals", "GetHashCode", "GetType", "ToString"];

    public static void Apply(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var site in document.AllSchemas())
        {
            var (descriptions, names) = (Take(site.Schema, Extension.Values), Take(site.Schema, Extension.ValueNames));
            if (SchemaShape.IsEnum(site.Schema))
            {
                Apply(site, descriptions, names, diagnostics);
                continue;
            }

            if (descriptions is not null || names is not null || site.Schema.ContainsKey(Extension.DeprecatedValues))
                diagnostics.Error(DiagnosticCode.InvalidExtension, $"{site.Description} describes values of an enum and is none.", site.Schema);
        }
    }

    private static void Apply(SchemaSite site, JObject? descriptions, JObject? names, DiagnosticBag diagnostics)
    {
        var values = site.Schema["enum"]!.Select(value => value.ToString()).ToList();
        foreach (var stale in Strangers(descriptions, values))
            diagnostics.Warning(DiagnosticCode.StaleDescription, $"{Extension.Values} describes `{stale.Name}`, which is no value of {site.TypeName}.", stale);
        foreach (var stale in Strangers(names, values).Concat(Strangers(site.Schema[Extension.DeprecatedValues] as JObject, values)))
            diagnostics.Error(DiagnosticCode.InvalidExtension, $"`{stale.Name}` is no value of {site.TypeName}.", stale);

        var members = values.Select(value => names.Text(value) ?? CSharpNames.EnumMember(value)).ToList();
        for (var i = 0; i < values.Count; i++)
        {
            if (ProblemOf(members, i, site.TypeName, isGiven: names?.ContainsKey(values[i]) is true) is { } problem)
                diagnostics.Error(DiagnosticCode.UnsuitableName, $"The value `{values[i]}` of {site.TypeName} {problem}. {NamingAction(site, values[i])}", site.Schema["enum"]![i]!);
        }

        site.Schema["x-enumNames"] = new JArray(members);
        site.Schema["x-enumDescriptions"] = new JArray(values.Select((value, i) => Describe(site, value, i, descriptions, diagnostics)));
    }

    private static string? ProblemOf(List<string> members, int i, string type, bool isGiven)
    {
        var member = members[i];
        if (!CSharpNames.IsPascal(member))
            return member.Length == 0 ? "has no letters to make a C# member of" : $"would be the C# member {member}, which is no name";
        if (!isGiven && CSharpNames.EndsInDigit(member))
            return $"would be the C# member {member}, which ends in a digit";
        if (OfOpenEnums.Contains(member) || member == type)
            return $"would be the C# member {member}, which every enum has already or which is the name of the type";
        return members.IndexOf(member) < i ? $"has the same C# member as another value, {member}" : null;
    }

    private static string NamingAction(SchemaSite site, string value) =>
        OverlayAddress.Of(site.Schema)?.ActionThatSets(Extension.ValueNames, $"{{ '{value.Replace("'", "''")}': <name> }}")
        ?? $"Name it with {Extension.ValueNames}.";

    private static string Describe(SchemaSite site, string value, int i, JObject? descriptions, DiagnosticBag diagnostics)
    {
        if (descriptions.Text(value) is { } description && !string.IsNullOrWhiteSpace(description))
            return description;

        diagnostics.Warning(DiagnosticCode.MissingDescription, $"The value `{value}` of {site.TypeName} has no description ({Extension.Values}).", site.Schema["enum"]![i]!);
        return Fallback.For(value, "value");
    }

    private static IEnumerable<JProperty> Strangers(JObject? map, List<string> values) =>
        map?.Properties().Where(member => !values.Contains(member.Name)) ?? [];

    private static JObject? Take(JObject schema, string key)
    {
        var map = schema[key] as JObject;
        schema.Remove(key);
        return map;
    }
}
