namespace Iterable.Generator.Preparation;

/// <summary>The outcome of a preparation: one OpenAPI 3.0 document, or the reasons why there is none.</summary>
public sealed class PreparedSpec
{
    private readonly JObject? _document;

    internal PreparedSpec(JObject? document, IReadOnlyList<Diagnostic> diagnostics) => (_document, Diagnostics) = (document, diagnostics);

    /// <summary>Errors and warnings, ordered by file and place.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>True when there is no document.</summary>
    public bool HasErrors => _document is null;

    /// <summary>The document, exactly as <c>prepare</c> writes it: names, wire forms, rate limits and descriptions of every operation.</summary>
    /// <exception cref="InvalidOperationException">There are errors; the message lists them.</exception>
    public JObject Document => _document ?? throw new InvalidOperationException(
        "The specification has errors:" + string.Concat(Diagnostics.Where(d => d.Severity is Severity.Error).Select(d => Environment.NewLine + d)));

    /// <summary>The document as text, with line feeds on every platform.</summary>
    public string ToJson() => Document.ToFileText();
}
