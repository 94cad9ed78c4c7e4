namespace Iterable.Generator.Normalising;

/// <summary>Names and texts that NSwag and the templates read from extensions of their own.</summary>
internal static class CodeNames
{
    public static void Apply(JObject document)
    {
        foreach (var body in RequestBodies(document).Where(body => !body.ContainsKey("x-name")))
            body["x-name"] = "request";

        foreach (var parameter in document.AllParameterEntries().Where(parameter => !parameter.ContainsKey("$ref")))
        {
            parameter[CSharpNames.GivenArgument] = CSharpNames.Argument(parameter);
            parameter.Remove(Extension.Name);
        }

        foreach (var member in document.AllSchemas().Where(site => site.Role is SchemaRole.Property))
            member.Schema[CSharpNames.GivenMember] = CSharpNames.Member(member.Name);

        // NSwag's model of a client has no description; the document's extensions reach its template.
        var descriptions = new JObject();
        foreach (var tag in document.Tags())
            descriptions[$"{tag["name"]}Client"] = tag["description"];
        document[Extension.Tags] = descriptions;
    }

    private static IEnumerable<JObject> RequestBodies(JObject document) =>
        document.Component("requestBodies").Select(body => body.Value)
            .Concat(document.AllOperations().Select(operation => operation.Definition["requestBody"]))
            .OfType<JObject>()
            .Where(body => !body.ContainsKey("$ref"));
}
