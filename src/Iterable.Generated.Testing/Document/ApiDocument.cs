using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The prepared OpenAPI document: all that the server knows of paths, parameters, bodies, keys and limits.</summary>
internal sealed class ApiDocument
{
    private const string ResourceName = "iterable.openapi.json";

    // Read once in a process and never changed after that, so that many servers share it.
    private static readonly Lazy<ApiDocument> Embedded = new(ReadEmbedded);

    private readonly JObject _root;

    private ApiDocument(JObject root)
    {
        _root = root;
        Operations = ((JObject?)root["paths"] ?? [])
            .Properties()
            .SelectMany(path => ApiOperation.ReadAll(this, path.Name, (JObject)path.Value))
            .ToArray();
    }

    /// <summary>The document this package was built with.</summary>
    public static ApiDocument Shipped => Embedded.Value;

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static ApiDocument Parse(TextReader text)
    {
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None };
        return new ApiDocument(JObject.Load(reader));
    }

    /// <summary>What a reference of the form <c>#/components/...</c> leads to; anything else is returned as it is.</summary>
    public JObject Resolve(JObject json)
    {
        while ((string?)json["$ref"] is { } reference)
        {
            JToken? target = _root;
            foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
                target = target?[part.Replace("~1", "/").Replace("~0", "~")];
            json = target as JObject ?? throw new InvalidOperationException($"The OpenAPI document has nothing at {reference}.");
        }

        return json;
    }

    private static ApiDocument ReadEmbedded()
    {
        using var stream = typeof(ApiDocument).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing from {typeof(ApiDocument).Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return Parse(reader);
    }
}
