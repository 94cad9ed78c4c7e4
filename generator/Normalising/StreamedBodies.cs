namespace Iterable.Generator.Normalising;

/// <summary>
/// Puts the media types that are streams before the others of a response: NSwag types a result after the first it meets, and a
/// body that may be a stream has to be handed out as one.
/// </summary>
internal static class StreamedBodies
{
    public static void Apply(JObject document)
    {
        var responses = document.AllOperations().SelectMany(operation => operation.Definition["responses"].Objects());
        foreach (var content in responses.Select(response => response.Value["content"]).OfType<JObject>())
            content.ReplaceAll(content.Properties().OrderByDescending(IsStream).ToList());
    }

    private static bool IsStream(JProperty mediaType) => mediaType.Value.Member("schema").Text("format") is "binary";
}
