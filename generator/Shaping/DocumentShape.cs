namespace Iterable.Generator.Shaping;

/// <summary>The steps that give a document the shape that everything after them reads, in the one order in which they work.</summary>
internal static class DocumentShape
{
    /// <summary>Says in one way what OpenAPI can say in several.</summary>
    public static void Unify(JObject document)
    {
        foreach (var convert in new Action<JObject>[] { Repetitions.Remove, NullableForms.Convert, KeywordForms.Convert })
        {
            foreach (var site in document.AllSchemas())
                convert(site.Schema);
        }

        // These describe the document or its dialect and reach no code.
        document.Remove("jsonSchemaDialect");
        (document["info"] as JObject)?.Remove("summary");
        (document["info"].Member("license") as JObject)?.Remove("identifier");
    }

    /// <summary>The same, and gives paths, tags and schemas the names that they have in C#.</summary>
    public static void UnifyAndName(JObject document, DiagnosticBag diagnostics)
    {
        Unify(document);
        Renames.OfPaths(document, diagnostics);
        Renames.OfTags(document, diagnostics);
        Renames.OfSchemas(document, diagnostics);
        InlineSchemas.Lift(document, diagnostics);
    }
}
