using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Shaping;

/// <summary>Renames the schemas of the components (<c>x-iterable-name</c>); every reference to them follows.</summary>
internal static class ComponentRenames
{
    public static void Apply(JObject document, DiagnosticBag diagnostics)
    {
        var names = NewNames(document);
        if (names.Count == 0)
            return;

        // All at once: what one schema is called now may be the new name of another.
        var schemas = document.ComponentSection("schemas");
        var members = schemas.Properties().ToList();
        schemas.RemoveAll();
        foreach (var member in members)
        {
            var name = names.GetValueOrDefault(member.Name, member.Name);
            var schema = member.Value;
            if (schemas.Property(name) is { } taken)
            {
                diagnostics.Error(DiagnosticCode.NameConflict, $"The schema {member.Name} would be called {name}, and so is the schema at {taken.Value.Mark()}. Give one of them another {Extension.Name}.", schema);
                continue;
            }

            schemas.Add(Renamed(member, name));
        }

        foreach (var reference in document.AllReferences())
        {
            var text = (string)reference.Value!;
            const string schemaPrefix = "#/components/schemas/";
            if (text.StartsWith(schemaPrefix, StringComparison.Ordinal) && names.TryGetValue(text[schemaPrefix.Length..], out var name))
                ((JValue)reference.Value).Value = References.Pointer("schemas", name);
        }
    }

    private static Dictionary<string, string> NewNames(JObject document)
    {
        var names = new Dictionary<string, string>();
        foreach (var member in document.Component("schemas"))
        {
            if (member.Value is JObject schema && schema[Extension.Name] is { } extension)
            {
                schema.Remove(Extension.Name);
                if (extension is JValue { Value: string name })
                    names[member.Name] = name;
            }
        }

        return names;
    }

    private static JProperty Renamed(JProperty member, string name)
    {
        if (member.Name == name)
            return member;

        var schema = member.Value;
        member.Value = JValue.CreateNull();
        return new JProperty(name, schema).WithMark(member.Mark());
    }
}
