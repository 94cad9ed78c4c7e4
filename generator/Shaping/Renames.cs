namespace Iterable.Generator.Shaping;

/// <summary>Gives path items the path to call (<c>x-iterable-path</c>) and leaves them where they stand in the document.</summary>
internal static class PathRenames
{
    public static void Apply(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var path in document.PathItems().ToList())
        {
            var item = (JObject)path.Value;
            if (item[Extension.Path] is not { } extension)
                continue;

            item.Remove(Extension.Path);
            if (extension is not JValue { Value: string newPath } || newPath == path.Name)
                continue;

            if (((JObject)document["paths"]!).Property(newPath) is { } taken)
            {
                diagnostics.Error(DiagnosticCode.NameConflict, $"{Extension.Path}: the path {newPath} exists already, at {taken.Value.Mark()}.", extension.Mark() ?? path.Mark());
                continue;
            }

            path.Value = new JObject();
            path.Replace(new JProperty(newPath, item).WithMark(path.Mark()));
        }
    }
}

/// <summary>Gives tags the names of their clients (<c>x-iterable-name</c>); the tags of the operations follow.</summary>
internal static class TagRenames
{
    public static void Apply(JObject document, DiagnosticBag diagnostics)
    {
        var names = new Dictionary<string, string>();
        foreach (var tag in (document["tags"] as JArray)?.OfType<JObject>() ?? [])
        {
            if (tag[Extension.Name] is not { } extension)
                continue;

            tag.Remove(Extension.Name);
            if (extension is JValue { Value: string name } && tag["name"] is JValue { Value: string old })
            {
                names[old] = name;
                tag["name"] = name;
            }
        }

        foreach (var reference in document.AllOperations().SelectMany(operation => operation.Definition["tags"] as JArray ?? []).OfType<JValue>())
        {
            if (reference.Value is string old && names.TryGetValue(old, out var name))
                reference.Value = name;
        }

        foreach (var twice in ((document["tags"] as JArray)?.OfType<JObject>() ?? []).GroupBy(tag => tag.Text("name")).Where(group => group.Count() > 1))
            diagnostics.Error(DiagnosticCode.NameConflict, $"The tag {twice.Key} is declared twice.", twice.Last());
    }
}

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
