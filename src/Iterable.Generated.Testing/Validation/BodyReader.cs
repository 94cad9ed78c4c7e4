using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Reads the body of a request as the document declares it; times come out as <see cref="DateTimeOffset" />.</summary>
internal static class BodyReader
{
    /// <exception cref="Refusal">The body is missing, is not JSON, is not what the schema says, or has a time that lies too far ahead.</exception>
    public static JObject Read(ApiOperation operation, string endpoint, string? contentType, string body, DateTimeOffset now)
    {
        if (operation.Body is not { } schema || (body.Length == 0 && !operation.RequiresBody))
            return [];
        if (contentType is null || !contentType.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw Refusal.BadJsonBody(endpoint);

        var json = Parse(endpoint, body);
        if (SchemaValidator.Check(json, schema) is { } problem)
            throw problem.Expected is null ? Refusal.BadParams(problem.Message) : Refusal.BadJsonBody(endpoint, problem);

        var read = WireTimes.Read(json, schema) as JObject ?? [];
        CheckDaysAhead(read, schema, now);
        return read;
    }

    private static void CheckDaysAhead(JObject body, ApiSchema schema, DateTimeOffset now)
    {
        foreach (var (name, member) in schema.Properties)
        {
            if (member.DaysAhead is { } days && (DateTimeOffset?)body[name] > now.AddDays(days))
                throw Refusal.BadParams($"Invalid value for {name}: more than {days} days ahead");
        }
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
