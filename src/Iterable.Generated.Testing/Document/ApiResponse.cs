using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>What an operation answers under one status.</summary>
internal sealed class ApiResponse
{
    public ApiResponse(ApiDocument document, int status, JObject json)
    {
        Status = status;
        var content = (JObject?)json["content"] ?? [];
        MediaTypes = content.Properties().Select(media => media.Name).ToArray();
        Json = content.Properties()
            .Where(media => media.Name.StartsWith("application/json", StringComparison.Ordinal))
            .Select(media => media.Value["schema"])
            .OfType<JObject>()
            .Select(schema => new ApiSchema(document, schema))
            .FirstOrDefault();
    }

    public int Status { get; }

    public IReadOnlyList<string> MediaTypes { get; }

    /// <summary>The schema of the JSON body, or <see langword="null" /> when the body is something else.</summary>
    public ApiSchema? Json { get; }
}
