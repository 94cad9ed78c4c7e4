using Iterable.Generator.Checks;

namespace Iterable.Generator.Dialects;

/// <summary>
/// Opens one file that describes an API, YAML or JSON, in any <see cref="Dialect"/>, and gives it as OpenAPI 3.x: the tree that the
/// generator works on. Every token still knows the line it was read from.
/// </summary>
public static class OpenApiFile
{
    /// <summary>Reads the file; null when it cannot be read, with the reasons in <paramref name="diagnostics"/>.</summary>
    public static SpecDocument? Read(string file, DiagnosticBag diagnostics)
    {
        file = Path.GetFullPath(file);
        if (diagnostics.ReadSource(file) is not { } tree)
            return null;

        if (DialectDetection.Of(tree, out var problem) is not { } dialect)
        {
            var at = (tree as JObject)?["openapi"] ?? (tree as JObject)?["swagger"] ?? tree;
            diagnostics.Error(DiagnosticCode.InvalidDocument, problem, at);
            return null;
        }

        // What the caller found in another file says nothing about this one.
        var found = new DiagnosticBag();
        var document = (JObject)tree;
        Convert(document, dialect, found);
        var isWellFormed = DocumentShapeCheck.IsWellFormed(document, found);
        diagnostics.Include(found.ToList());
        return isWellFormed && !found.HasErrors ? new(file, document) : null;
    }

    private static void Convert(JObject document, Dialect dialect, DiagnosticBag diagnostics)
    {
        if (dialect is Dialect.Swagger20)
            SwaggerConversion.Apply(document);
        if (dialect is Dialect.OpenApi32)
            OpenApi32Forms.Convert(document, diagnostics);
        if (dialect is Dialect.OpenApi31 or Dialect.OpenApi32)
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
        foreach (var path in document.PathItems())
            CheckMethods((JObject)path.Value, diagnostics);
        foreach (var media in document.Descendants().OfType<JProperty>().Where(IsContent).SelectMany(MediaTypes).ToList())
            DescribeSequence(media);
    }

    // Methods that HTTP has not standardised. To leave them out silently would be to say that the API does not have them.
    private static void CheckMethods(JObject item, DiagnosticBag diagnostics)
    {
        foreach (var method in (item["additionalOperations"] as JObject)?.Properties() ?? [])
            diagnostics.Error(DiagnosticCode.InvalidDocument, $"The generator does not know the method {method.Name}; it knows {string.Join(", ", Operations.Methods)}. Remove the operation from additionalOperations.", method);
    }

    // A stream of items is, to who reads it, a list of them.
    private static void DescribeSequence(JObject media)
    {
        if (media["itemSchema"] is not { } items)
            return;

        media.Remove("itemSchema");
        media["schema"] ??= new JObject { ["type"] = "array", ["items"] = items };
    }

    private static bool IsContent(JProperty member) => member is { Name: "content", Value: JObject };

    private static IEnumerable<JObject> MediaTypes(JProperty content) => content.Value.Children<JProperty>().Select(media => media.Value).OfType<JObject>();
}
