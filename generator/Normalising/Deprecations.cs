namespace Iterable.Generator.Normalising;

/// <summary>Makes <c>x-iterable-deprecated</c> the two things that NSwag reads: the mark and the message of <c>[Obsolete]</c>.</summary>
internal static class Deprecations
{
    /// <summary>What NSwag reads.</summary>
    public const string MessageKey = "x-deprecatedMessage";

    private const string NoReason = "The specification of the Iterable API marks this as deprecated and gives no reason.";

    public static void Apply(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var operation in document.AllOperations())
            Apply(operation.Definition, $"The operation {operation.Name}", diagnostics);
        foreach (var site in document.AllSchemas())
            Apply(site.Schema, site.Description, diagnostics);
        foreach (var parameter in document.AllParameterEntries())
        {
            Apply(parameter, $"The parameter `{parameter["name"]}`", diagnostics);
            if (parameter[MessageKey] is { } message)
                AddSentence(parameter, $"Deprecated: {message}");
        }
    }

    private static void Apply(JObject marked, string name, DiagnosticBag diagnostics)
    {
        if (marked[Extension.Deprecated] is { } message)
        {
            marked.Remove(Extension.Deprecated);
            marked["deprecated"] = true;
            marked[MessageKey] = message;
        }
        else if (marked["deprecated"] is JValue { Value: true } && !marked.ContainsKey(MessageKey))
        {
            diagnostics.Warning(DiagnosticCode.MissingDeprecationReason, $"{name} is deprecated, and nothing says why and what to use instead ({Extension.Deprecated}).", marked);
            marked[MessageKey] = NoReason;
        }
    }

    // C# cannot mark a parameter; its documentation can say it.
    private static void AddSentence(JObject parameter, string sentence)
    {
        var description = (parameter.Text("description"))?.Trim() ?? "";
        var end = description.Length == 0 ? "" : description.EndsWith('.') ? " " : ". ";
        parameter["description"] = description + end + sentence;
    }
}
