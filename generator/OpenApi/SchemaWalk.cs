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

/// <summary>What a schema describes.</summary>
public enum SchemaRole
{
    /// <summary>A named schema of the components.</summary>
    Component,

    /// <summary>The body of a request.</summary>
    RequestBody,

    /// <summary>The body of a response.</summary>
    Response,

    /// <summary>The value of a parameter or header.</summary>
    Parameter,

    /// <summary>A member of an object.</summary>
    Property,

    /// <summary>The elements of a list.</summary>
    Items,

    /// <summary>The values of an object whose member names are not known.</summary>
    Values,

    /// <summary>A part of <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c> or <c>not</c>.</summary>
    Part,
}

/// <summary>A schema and the place where it is used.</summary>
/// <param name="Schema">The schema, or a reference to one.</param>
/// <param name="Role">What it describes.</param>
/// <param name="Name">The name of the component, parameter or member; the status of a response.</param>
/// <param name="Owner">The schema around it.</param>
/// <param name="Context">The operation, or the component, that a body or a parameter belongs to.</param>
public sealed record SchemaSite(JObject Schema, SchemaRole Role, string Name, SchemaSite? Owner, string Context)
{
    /// <summary>The name of its C# type: the one it has, or the one to suggest.</summary>
    public string TypeName => Schema[Extension.Name] is JValue { Value: string name } ? name : WithoutDigitAtEnd(Suggestion);

    /// <summary>How messages name the place.</summary>
    public string Description => Role switch
    {
        SchemaRole.Component => $"The schema {Name}",
        SchemaRole.RequestBody => $"The request body of {Context}",
        SchemaRole.Response => $"The {Name} response of {Context}",
        SchemaRole.Parameter => $"The parameter `{Name}`{(Context.Length == 0 ? "" : $" of {Context}")}",
        SchemaRole.Property => $"The member `{Name}` of {Owner!.TypeName}",
        SchemaRole.Items => $"The element of {Inside}",
        SchemaRole.Values => $"The value of {Inside}",
        _ => $"A part of {Inside}",
    };

    private string Inside => "t" + Owner!.Description[1..];

    private string Suggestion => Role switch
    {
        SchemaRole.Component => Name,
        SchemaRole.RequestBody => CSharpNames.Pascal(Context) + "Request",
        SchemaRole.Response => CSharpNames.Pascal(Context) + (Name.StartsWith('2') ? "Response" : "Error"),
        SchemaRole.Parameter => CSharpNames.Pascal(Context) + CSharpNames.Pascal(Name),
        SchemaRole.Property => WithoutSuffix(Owner!.TypeName) + CSharpNames.Pascal(Name),
        SchemaRole.Items => Singular(Owner!.TypeName),
        SchemaRole.Values => Owner!.TypeName + "Value",
        _ => Owner!.TypeName,
    };

    private static string WithoutSuffix(string name) =>
        new[] { "Request", "Response" }.FirstOrDefault(s => name.Length > s.Length && name.EndsWith(s, StringComparison.Ordinal)) is { } suffix
            ? name[..^suffix.Length]
            : name;

    private static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y"
        : name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) ? name[..^1]
        : name + "Item";

    private static string WithoutDigitAtEnd(string name) => CSharpNames.EndsInDigit(name) ? name + "Value" : name;
}
