using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Reading;

/// <summary>What a request or a response holds: of several media types the one that the SDK takes.</summary>
internal sealed class BodyView
{
    private BodyView(IReadOnlyList<string> mediaTypes, string chosen, SchemaView schema, JObject definition) =>
        (MediaTypes, Chosen, Schema, Definition) = (mediaTypes, chosen, schema, definition);

    /// <summary>All media types, in ordinal order.</summary>
    public IReadOnlyList<string> MediaTypes { get; }

    public SchemaView Schema { get; }

    /// <summary>True for a body that the SDK reads or writes as JSON.</summary>
    public bool IsJson => IsJsonType(Chosen);

    public bool IsRequired => Definition.IsTrue("required");

    /// <summary>The name of the argument that holds the body of a request.</summary>
    public string Argument => Definition.Text("x-name") ?? "request";

    /// <summary>The C# type. Lines, columns and files are handed out as they arrive.</summary>
    public string Type => CSharpType.Of(Schema);

    private string Chosen { get; }

    private JObject Definition { get; }

    /// <summary>The body of a request or a response; null when it has none.</summary>
    public static BodyView? Of(ApiDocument document, JToken? holder)
    {
        if (document.Target(holder) is not { } definition)
            return null;

        var contents = definition["content"].Objects().Select(media => (media.Name, Schema: new SchemaView(document, SchemaOf(media.Name, media.Value)))).ToList();
        if (contents.Count == 0)
            return null;

        // The order is that of the generator: what may be a stream is handed out as one.
        var chosen = contents.OrderBy(media => CSharpType.Of(media.Schema) is CSharpType.Stream ? 0 : IsJsonType(media.Name) ? 1 : 2).First();
        return new([.. contents.Select(media => media.Name).Order(StringComparer.Ordinal)], chosen.Name, chosen.Schema, definition);
    }

    private static JObject SchemaOf(string mediaType, JObject media) =>
        media["schema"] as JObject ?? (IsJsonType(mediaType) ? [] : new() { ["type"] = "string", ["format"] = "binary" });

    private static bool IsJsonType(string mediaType)
    {
        var type = mediaType.Split(';')[0].Trim();
        return type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) || type is "*/*";
    }
}
