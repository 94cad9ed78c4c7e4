using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Reads the body of a request as the document declares it; times come out as <see cref="DateTimeOffset" />.</summary>
internal static class BodyReader
{
    /// <exception cref="Refusal">The body is missing, is not JSON, or not what the schema says.</exception>
    public static JObject Read(ApiOperation operation, string endpoint, string? contentType, string body)
    {
        if (operation.Body is not { } schema || (body.Length == 0 && !operation.RequiresBody))
            return [];
        if (contentType is null || !contentType.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw Refusal.BadJsonBody(endpoint);

        var json = Parse(endpoint, body);
        if (SchemaValidator.Check(json, schema) is { } problem)
            throw problem.Expected is null ? Refusal.BadParams(problem.Message) : Refusal.BadJsonBody(endpoint, problem);
        return WireTimes.Read(json, schema) as JObject ?? [];
    }

    private static JToken Parse(string endpoint, string body)
    {
        try
        {
            return WireJson.Parse(body);
        }
        catch (JsonException)
        {
            throw Refusal.BadJsonBody(endpoint);
        }
    }
}
