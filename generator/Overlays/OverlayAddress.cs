namespace Iterable.Generator.Overlays;

/// <summary>
/// How an overlay reaches a token. Preparation renames and moves schemas; an error about one of them must still give the path that an
/// overlay can use, so every token is given its address when the overlays of its document have been applied.
/// </summary>
/// <param name="Document">The file name of the document that the overlay extends; null for the merged document.</param>
/// <param name="Path">A JSONPath expression.</param>
public sealed record OverlayAddress(string? Document, string Path)
{
    /// <summary>Gives an address to each mapping of a document that has none.</summary>
    public static void Assign(JObject root, string? document)
    {
        foreach (var token in root.DescendantsAndSelf().OfType<JObject>().Where(token => Of(token) is null))
            token.AddAnnotation(new OverlayAddress(document, JsonPathText.Of(token)));
    }

    /// <summary>The address of a token; null for one that preparation made.</summary>
    public static OverlayAddress? Of(JToken token) => token.Annotation<OverlayAddress>();

    /// <summary>A sentence with the overlay action, on one line and ready to paste, that sets a member of the object at this address.</summary>
    public string ActionThatSets(string member, string value)
    {
        var overlay = Document is null ? "an overlay without 'extends'" : $"an overlay that extends {Document}";
        var target = Path.Replace(@"\", @"\\").Replace("\"", "\\\"");
        return $"Add to {overlay}: - {{ target: \"{target}\", update: {{ {member}: {value} }} }}";
    }
}
