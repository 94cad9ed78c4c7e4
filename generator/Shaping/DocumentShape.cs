namespace Iterable.Generator.Shaping;

/// <summary>The steps that give a document the shape that everything after them reads, in the one order in which they work.</summary>
internal static class DocumentShape
{
    /// <summary>Says in one way what OpenAPI can say in several.</summary>
    public static void Unify(JObject document)
    {
        Repetitions.Remove(document);
        NullableForms.Convert(document);
        KeywordForms.Convert(document);
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
