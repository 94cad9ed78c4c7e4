using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Looks at the key of a request: whether this data center knows it, and whether its type may call the operation.</summary>
internal static class KeyCheck
{
    private static readonly string[] HeaderNames = ["Api-Key", "Api_Key"];

    public static string? Read(IterableTestRequest request) =>
        HeaderNames.Select(name => request.Headers.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    /// <exception cref="Refusal">The key is missing, unknown here, or not allowed.</exception>
    public static IterableTestApiKey Check(IterableTestRequest request, IterableTestDataCenter dataCenter, ApiOperation operation)
    {
        var key = dataCenter.Find(request.ApiKey) ?? throw Refusal.Of(
            401,
            "BadApiKey",
            "Invalid API key",
            new JObject { ["ip"] = "127.0.0.1", ["endpoint"] = request.Path });

        if (operation.KeyTypes is { } types && !types.Contains(key.Type))
        {
            throw Refusal.Of(401, "BadApiKey", "Disabled API key or insufficient privileges", new JObject
            {
                ["ip"] = "127.0.0.1",
                ["endpoint"] = request.Path,
                ["apiKeyIdentifier"] = key.Identifier,
                ["apiKeyType"] = TypeName(key.Type),
            });
        }

        return key;
    }

    // Recorded is "ServerSide"; the others are spelled after it: "ReadOnly", "JavaScript".
    private static string TypeName(IterableKeyType type) => type switch
    {
        _ when type == IterableKeyType.Server => "ServerSide",
        _ when type == IterableKeyType.JavaScript => "JavaScript",
        _ => string.Concat(type.Value.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
    };
}
