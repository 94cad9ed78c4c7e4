namespace Iterable.Generator.OpenApi;

/// <summary>Visits every schema of a document, inner ones before the ones around them. A visitor may replace the schema it is given.</summary>
public static class SchemaWalk
{
    /// <summary>Every schema of the document.</summary>
    public static IReadOnlyList<SchemaSite> AllSchemas(this JObject document)
    {
        var sites = new List<SchemaSite>();
        foreach (var (schema, role, name, context) in Roots(document))
            Add(sites, schema, role, name, null, context);
        return sites;
    }

    // The schemas that are inside no other, each with its role, its name and its context.
    private static IEnumerable<(JToken? Schema, SchemaRole Role, string Name, string Context)> Roots(JObject document) =>
    [
        .. document.Component("schemas").Select(schema => ((JToken?)schema.Value, SchemaRole.Component, schema.Name, "")),
        .. document.Component("parameters").SelectMany(parameter => Parameter(parameter.Value, "")),
        .. document.Component("headers").Select(header => Header(header, "")),
        .. document.Component("requestBodies").SelectMany(body => Content(body.Value, SchemaRole.RequestBody, "", body.Name)),
        .. document.Component("responses").SelectMany(response => Response(response.Value, "200", response.Name)),
        .. document.PathItems().SelectMany(path => Parameters(path.Value, "")),
        .. document.AllOperations().SelectMany(operation => Parameters(operation.Definition, operation.Name)
            .Concat(Content(operation.Definition["requestBody"], SchemaRole.RequestBody, "", operation.Name))
            .Concat(Members(operation.Definition["responses"]).SelectMany(response => Response(response.Value, response.Name, operation.Name)))),
    ];

    private static IEnumerable<(JToken?, SchemaRole, string, string)> Parameters(JToken holder, string context) =>
        (holder["parameters"] as JArray ?? []).SelectMany(parameter => Parameter(parameter, context));

    private static IEnumerable<(JToken?, SchemaRole, string, string)> Parameter(JToken parameter, string context)
    {
        var name = parameter.Text("name") ?? "";
        return Content(parameter, SchemaRole.Parameter, name, context).Prepend((parameter.Member("schema"), SchemaRole.Parameter, name, context));
    }

    private static IEnumerable<(JToken?, SchemaRole, string, string)> Response(JToken response, string status, string context) =>
        Content(response, SchemaRole.Response, status, context).Concat(Members(response.Member("headers")).Select(header => Header(header, context)));

    private static (JToken?, SchemaRole, string, string) Header(JProperty header, string context) => (header.Value.Member("schema"), SchemaRole.Parameter, header.Name, context);

    private static IEnumerable<(JToken?, SchemaRole, string, string)> Content(JToken? holder, SchemaRole role, string name, string context) =>
        Members(holder.Member("content")).Select(media => (media.Value.Member("schema"), role, name, context));

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
