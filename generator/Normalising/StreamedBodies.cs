namespace Iterable.Generator.Normalising;

/// <summary>
/// Puts the media types that are streams before the others of a response: NSwag types a result after the first it meets, and a
/// body that may be a stream has to be handed out as one.
/// </summary>
internal static class StreamedBodies
{
    public static void Apply(JObject document)
    {
        foreach (var operation in document.AllOperations())
        {
            foreach (var content in (operation.Definition["responses"] as JObject ?? []).Properties().Select(response => response.Value.Member("content")).OfType<JObject>())
            {
                var streams = content.Properties().Where(IsStream).ToList();
                foreach (var stream in Enumerable.Reverse(streams))
                {
                    stream.Remove();
                    content.AddFirst(stream);
                }
            }
        }
    }

    private static bool IsStream(JProperty mediaType) => mediaType.Value.Member("schema").Text("format") is "binary";
}
