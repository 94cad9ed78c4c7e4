namespace Iterable.Generator.Normalising;

/// <summary>
/// Marks what requests consist of, for the templates, and clears <c>required</c> in what only responses use: a reader must not throw because
/// the service leaves a member out.
/// </summary>
internal static class SentMembers
{
    public static void Apply(JObject document)
    {
        var sent = document.SentReferences();
        foreach (var site in document.AllSchemas())
        {
            var root = site;
            while (root.Owner is not null)
                root = root.Owner;

            var isSent = root.Role is SchemaRole.RequestBody or SchemaRole.Parameter
                || (root.Role is SchemaRole.Component && sent.Contains(References.Pointer("schemas", root.Name)));
            if (!isSent)
            {
                site.Schema.Remove("required");
                continue;
            }

            foreach (var (name, place) in site.Schema["required"].Texts().Select((name, i) => (name, i + 1)))
            {
                if (site.Schema["properties"]?[name] is JObject member)
                    member[CSharpNames.RequiredPlace] = place;
            }

            if (site.Role is not SchemaRole.Property)
                continue;

            site.Schema[CSharpNames.SentMember] = true;
            if ((site.Schema["maxItems"] ?? site.Schema["maxProperties"]) is { } most)
                site.Schema[CSharpNames.MostItems] = most;
        }

        foreach (var operation in document.AllOperations())
        {
            if (operation.Definition[Extension.Bulk] is JObject bulk && Records(document, operation, bulk.Text("records") ?? "").Member(CSharpNames.MostItems) is { } most)
                bulk[CSharpNames.MostItems] = most;
        }
    }

    // The member of a body that holds its records.
    private static JToken? Records(JObject document, Operation operation, string name) =>
        document.Target(operation.Definition["requestBody"]).Member("content").Objects()
            .Select(media => document.Target(media.Value["schema"]).Member("properties").Member(name))
            .FirstOrDefault();
}
