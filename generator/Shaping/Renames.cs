namespace Iterable.Generator.Shaping;

/// <summary>Gives paths, tags and schemas the names that their extensions say; what refers to them follows.</summary>
internal static class Renames
{
    /// <summary>Gives path items the path to call (<c>x-iterable-path</c>) and leaves them where they stand in the document.</summary>
    public static void OfPaths(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var path in document.PathItems().ToList())
        {
            if (Take((JObject)path.Value, Extension.Path) is not { Value: string name } extension || name == path.Name)
                continue;

            if (((JObject)document["paths"]!).Property(name) is { } taken)
                diagnostics.Error(DiagnosticCode.NameConflict, $"{Extension.Path}: the path {name} exists already, at {taken.Value.Mark()}.", extension.Mark() ?? path.Mark());
            else
                path.Replace(Renamed(path, name));
        }
    }

    /// <summary>Gives tags the names of their clients (<c>x-iterable-name</c>); the tags of the operations follow.</summary>
    public static void OfTags(JObject document, DiagnosticBag diagnostics)
    {
        var names = new Dictionary<string, string>();
        foreach (var tag in document.Tags())
        {
            if (Take(tag, Extension.Name) is { Value: string name } && tag.Text("name") is { } old)
                tag["name"] = names[old] = name;
        }

        foreach (var reference in document.AllOperations().SelectMany(operation => operation.Definition["tags"] as JArray ?? []).OfType<JValue>())
        {
            if (reference.Value is string old && names.TryGetValue(old, out var name))
                reference.Value = name;
        }

        foreach (var twice in document.Tags().GroupBy(tag => tag.Text("name")).Where(group => group.Count() > 1))
            diagnostics.Error(DiagnosticCode.NameConflict, $"The tag {twice.Key} is declared twice.", twice.Last());
    }

    /// <summary>Gives the schemas of the components their names (<c>x-iterable-name</c>).</summary>
    public static void OfSchemas(JObject document, DiagnosticBag diagnostics)
    {
        var names = new Dictionary<string, string>();
        foreach (var (old, schema) in document["components"].Member("schemas").Objects())
        {
            if (Take(schema, Extension.Name) is { Value: string name })
                names[old] = name;
        }

        OfSchemas(document, names, diagnostics);
    }

    /// <summary>Gives schemas of the components other names; every reference to them follows.</summary>
    public static void OfSchemas(JObject document, Dictionary<string, string> names, DiagnosticBag diagnostics)
    {
        if (names.Count == 0)
            return;

        // All at once: what one schema is called now may be the new name of another.
        var schemas = document.ComponentSection("schemas");
        var members = schemas.Properties().ToList();
        schemas.RemoveAll();
        foreach (var member in members)
        {
            var name = names.GetValueOrDefault(member.Name, member.Name);
            if (schemas.Property(name) is { } taken)
                diagnostics.Error(DiagnosticCode.NameConflict, $"The schema {member.Name} would be called {name}, and so is the schema at {taken.Value.Mark()}. Give one of them another {Extension.Name}.", member.Value);
            else
                schemas.Add(name == member.Name ? member : Renamed(member, name));
        }

        foreach (var reference in document.AllReferences())
        {
            if (References.SchemaName((string)reference.Value!) is { } old && names.TryGetValue(old, out var name))
                ((JValue)reference.Value).Value = References.Pointer("schemas", name);
        }
    }

    private static JValue? Take(JObject holder, string extension)
    {
        var value = holder[extension];
        holder.Remove(extension);
        return value as JValue;
    }

    private static JProperty Renamed(JProperty member, string name) => new JProperty(name, member.Value).WithMark(member.Mark());
}
