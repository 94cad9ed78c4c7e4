using Iterable.Generator.Checks;

namespace Iterable.Generator.Dialects;

/// <summary>
/// Opens one file that describes an API, YAML or JSON, in Swagger 2.0 or OpenAPI 3.0 to 3.2, and gives it as OpenAPI 3.x: the tree that
/// the generator works on. Every token still knows the line it was read from.
/// </summary>
public static class OpenApiFile
{
    private const string Known = "it reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2";

    /// <summary>Reads the file; null when it cannot be read, with the reasons in <paramref name="diagnostics"/>.</summary>
    public static SpecDocument? Read(string file, DiagnosticBag diagnostics)
    {
        file = Path.GetFullPath(file);
        if (diagnostics.ReadSource(file) is not { } tree)
            return null;

        if (VersionOf(tree) is not { } version)
        {
            diagnostics.Error(DiagnosticCode.InvalidDocument, ProblemOf(tree), tree.Member("openapi") ?? tree.Member("swagger") ?? tree);
            return null;
        }

        // What the caller found in another file says nothing about this one.
        var (document, found) = ((JObject)tree, new DiagnosticBag());
        Convert(document, version, found);
        var isWellFormed = DocumentShapeCheck.IsWellFormed(document, found);
        diagnostics.Include(found.ToList());
        return isWellFormed && !found.HasErrors ? new(file, document) : null;
    }

    // 2.0, 3.0, 3.1 or 3.2. Without quotes, 2.0 is a number to YAML; there is no other version that it could stand for.
    private static string? VersionOf(JToken tree) => (tree.Member("openapi"), tree.Member("swagger")) switch
    {
        (JValue { Value: string text }, _) when text.Split('.') is ["3", ("0" or "1" or "2") and var minor, ..] => $"3.{minor}",
        (null, JValue { Value: "2.0" or 2.0 }) => "2.0",
        _ => null,
    };

    private static string ProblemOf(JToken tree) => (tree.Member("openapi"), tree.Member("swagger"), tree.Member("overlay")) switch
    {
        (null, null, not null) => "This is an overlay, not an OpenAPI document. Give the document that it changes, or the folder that holds both.",
        (null, null, _) => $"This is not an OpenAPI document: it has neither 'openapi' (such as '3.1.0') nor 'swagger' ('2.0'). Give a file that describes an API; {Known}.",
        (null, var swagger, _) => $"'swagger' is {Text(swagger)}, a version that the generator does not know; {Known}. Convert the document to one of them.",
        var (openapi, _, _) => $"'openapi' is {Text(openapi)}, a version that the generator does not know; {Known}, and wants the version as text such as '3.1.0'. Convert the document to one of them.",
    };

    private static string Text(JToken? token) => token is JValue { Value: not null } value ? $"'{value}'" : "no text";

    private static void Convert(JObject document, string version, DiagnosticBag diagnostics)
    {
        if (version is "2.0")
            SwaggerConversion.Apply(document);
        if (version is "3.2")
            OpenApi32Forms.Convert(document, diagnostics);
        if (version is "3.1" or "3.2")
            AddWhatMayBeAbsent(document);
    }

    // Since 3.1 a document may have no paths and an operation no responses; 3.0 wants both.
    private static void AddWhatMayBeAbsent(JObject document)
    {
        if (!document.ContainsKey("paths"))
            document["paths"] = new JObject();
        foreach (var operation in document.AllOperations().Where(operation => !operation.Definition.ContainsKey("responses")))
            operation.Definition["responses"] = new JObject();
    }
}

/// <summary>Says in the words of OpenAPI 3.1 what 3.2 says in others.</summary>
internal static class OpenApi32Forms
{
    public static void Convert(JObject document, DiagnosticBag diagnostics)
    {
        // Methods that HTTP has not standardised. To leave them out silently would be to say that the API does not have them.
        foreach (var method in document.PathItems().SelectMany(path => (path.Value["additionalOperations"] as JObject ?? []).Properties()))
            diagnostics.Error(DiagnosticCode.InvalidDocument, $"The generator does not know the method {method.Name}; it knows {string.Join(", ", Operations.Methods)}. Remove the operation from additionalOperations.", method);

        // A stream of items is, to who reads it, a list of them.
        var contents = document.Descendants().OfType<JProperty>().Where(member => member.Name is "content").Select(member => member.Value);
        foreach (var (_, media) in contents.SelectMany(content => content.Objects()).Where(media => media.Value.ContainsKey("itemSchema")).ToList())
        {
            var items = media["itemSchema"]!;
            media.Remove("itemSchema");
            media["schema"] ??= new JObject { ["type"] = "array", ["items"] = items };
        }
    }
}
