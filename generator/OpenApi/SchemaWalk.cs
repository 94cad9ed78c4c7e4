using Newtonsoft.Json.Linq;

namespace Iterable.Generator.OpenApi;

/// <summary>Visits every schema of a document, inner ones before the ones around them. A visitor may replace the schema it is given.</summary>
public static class SchemaWalk
{
    /// <summary>Every schema of the document.</summary>
    public static IReadOnlyList<SchemaSite> AllSchemas(this JObject document)
    {
        var sites = new List<SchemaSite>();
        foreach (var schema in document.Component("schemas"))
            Add(sites, schema.Value, SchemaRole.Component, schema.Name, null, "");
        foreach (var (section, add) in Shared)
        {
            foreach (var component in document.Component(section))
                add(sites, component.Value, component.Name);
        }

        foreach (var path in document.PathItems())
            AddParameters(sites, path.Value["parameters"], "");
        foreach (var operation in document.AllOperations())
        {
            AddParameters(sites, operation.Definition["parameters"], operation.Name);
            AddBody(sites, operation.Definition["requestBody"], operation.Name);
            foreach (var response in Members(operation.Definition["responses"]))
                AddResponse(sites, response.Value, operation.Name, response.Name);
        }

        return sites;
    }

    private static readonly (string Section, Action<List<SchemaSite>, JToken, string> Add)[] Shared =
    [
        ("parameters", (sites, token, _) => AddParameter(sites, token, "")),
        ("headers", (sites, token, name) => Add(sites, token.Member("schema"), SchemaRole.Parameter, name, null, "")),
        ("requestBodies", AddBody),
        ("responses", (sites, token, name) => AddResponse(sites, token, name, "200")),
    ];

    private static void AddParameters(List<SchemaSite> sites, JToken? list, string context)
    {
        foreach (var parameter in list as JArray ?? [])
            AddParameter(sites, parameter, context);
    }

    private static void AddParameter(List<SchemaSite> sites, JToken parameter, string context)
    {
        var name = parameter.Text("name") ?? "";
        Add(sites, parameter.Member("schema"), SchemaRole.Parameter, name, null, context);
        AddContent(sites, parameter, SchemaRole.Parameter, name, context);
    }

    private static void AddBody(List<SchemaSite> sites, JToken? body, string context) =>
        AddContent(sites, body, SchemaRole.RequestBody, "", context);

    private static void AddResponse(List<SchemaSite> sites, JToken response, string context, string status)
    {
        AddContent(sites, response, SchemaRole.Response, status, context);
        foreach (var header in Members(response.Member("headers")))
            Add(sites, header.Value.Member("schema"), SchemaRole.Parameter, header.Name, null, context);
    }

    private static void AddContent(List<SchemaSite> sites, JToken? holder, SchemaRole role, string name, string context)
    {
        foreach (var media in Members(holder.Member("content")))
            Add(sites, media.Value.Member("schema"), role, name, null, context);
    }

    private static void Add(List<SchemaSite> sites, JToken? token, SchemaRole role, string name, SchemaSite? owner, string context)
    {
        if (token is not JObject schema)
            return;

        var site = new SchemaSite(schema, role, name, owner, context);
        AddChildren(sites, site);
        sites.Add(site);
    }

    private static void AddChildren(List<SchemaSite> sites, SchemaSite site)
    {
        var (schema, context) = (site.Schema, site.Context);
        foreach (var property in Members(schema["properties"]))
            Add(sites, property.Value, SchemaRole.Property, property.Name, site, context);
        Add(sites, schema["items"], SchemaRole.Items, "", site, context);
        Add(sites, schema["additionalProperties"], SchemaRole.Values, "", site, context);
        foreach (var key in new[] { "allOf", "anyOf", "oneOf" })
        {
            foreach (var part in schema[key] as JArray ?? [])
                Add(sites, part, SchemaRole.Part, key, site, context);
        }

        Add(sites, schema["not"], SchemaRole.Part, "not", site, context);
    }

    private static IEnumerable<JProperty> Members(JToken? token) => (token as JObject)?.Properties() ?? [];
}
