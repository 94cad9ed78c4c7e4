using Iterable.Generator.Overlays;

namespace Iterable.Generator.Shaping;

/// <summary>
/// Moves inline objects and enums to the components, under the name that their <c>x-iterable-name</c> gives them. Without it NSwag would
/// number them (<c>Body7</c>), and an operation added upstream would rename half of the API.
/// </summary>
internal static class InlineSchemas
{
    // These say something about one use of a type; the type itself may be used elsewhere.
    private static readonly string[] BelongToTheUse = ["default", "nullable"];
    private static readonly string[] BelongToTheMember = ["deprecated", "readOnly", "writeOnly", Extension.Deprecated];

    public static void Lift(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var site in document.AllSchemas())
        {
            var needsName = SchemaShape.IsClass(site.Schema) || SchemaShape.IsEnum(site.Schema);
            var name = site.Schema[Extension.Name];
            if (site.Role is SchemaRole.Component)
                continue;

            if (site.Role is SchemaRole.Part || !needsName || site.Schema.ContainsKey("$ref"))
            {
                if (name is not null)
                    ReportUseless(site, name, diagnostics);
            }
            else if (name is JValue { Value: string given })
            {
                Lift(document, site, given, diagnostics);
            }
            else if (name is null)
            {
                ReportUnnamed(site, diagnostics);
            }
        }
    }

    private static void Lift(JObject document, SchemaSite site, string name, DiagnosticBag diagnostics)
    {
        var schema = site.Schema;
        var use = UseOf(site, name);
        schema.Replace(use);
        schema.Remove(Extension.Name);

        var schemas = document.ComponentSection("schemas");
        if (schemas[name] is not { } existing)
            schemas.Add(name, schema);
        else if (JsonDifference.Find(existing, schema) is { } difference)
            diagnostics.Error(DiagnosticCode.NameConflict, $"{site.Description} is called {name} like the schema at {existing.Mark()}, but they differ at {difference}. Make them equal, or give one another {Extension.Name}.", schema.Mark());
    }

    private static JObject UseOf(SchemaSite site, string name)
    {
        var schema = site.Schema;
        var use = References.To("schemas", name).WithMark(schema.Mark());
        if (OverlayAddress.Of(schema) is { } address)
            use.AddAnnotation(address);

        var isMember = site.Role is SchemaRole.Property;
        foreach (var key in isMember ? [.. BelongToTheUse, .. BelongToTheMember] : BelongToTheUse)
        {
            if (schema.Property(key) is { } member)
            {
                member.Remove();
                use.Add(member);
            }
        }

        // A member is documented where it stands; its type is documented too.
        if (isMember && schema["description"] is { } description)
            use["description"] = description.DeepClone();
        return use;
    }

    private static void ReportUnnamed(SchemaSite site, DiagnosticBag diagnostics)
    {
        var kind = SchemaShape.IsEnum(site.Schema) ? "enum" : "object";
        var action = OverlayAddress.Of(site.Schema)?.ActionThatSets(Extension.Name, site.TypeName);
        diagnostics.Error(DiagnosticCode.UnnamedSchema, $"{site.Description} is an inline {kind} and its C# type has no name. {action}", site.Schema);
    }

    private static void ReportUseless(SchemaSite site, JToken name, DiagnosticBag diagnostics)
    {
        site.Schema.Remove(Extension.Name);
        diagnostics.Error(DiagnosticCode.InvalidExtension, $"{site.Description} has an {Extension.Name}, but becomes no C# type of its own: only objects with known members and enums do.", name.Mark() ?? site.Schema.Mark());
    }
}
