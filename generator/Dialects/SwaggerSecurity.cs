using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Dialects;

/// <summary>How calls are authorised, in Swagger 2.0 and in OpenAPI 3.</summary>
internal static class SwaggerSecurity
{
    private static readonly Dictionary<string, string> Flows = new()
    {
        ["implicit"] = "implicit",
        ["password"] = "password",
        ["application"] = "clientCredentials",
        ["accessCode"] = "authorizationCode",
    };

    public static JToken Convert(JObject scheme) => ((scheme["type"] as JValue)?.Value as string) switch
    {
        "basic" => With(scheme, new() { ["type"] = "http", ["scheme"] = "basic" }),
        "oauth2" when (scheme["flow"] as JValue)?.Value is string flow && Flows.TryGetValue(flow, out var name) => OAuth(scheme, name),
        _ => scheme.DeepClone(),
    };

    private static JObject OAuth(JObject scheme, string name)
    {
        var flow = new JObject();
        scheme.CopyTo(flow, key => key is "authorizationUrl" or "tokenUrl" or "scopes");
        return With(scheme, new() { ["type"] = "oauth2", ["flows"] = new JObject { [name] = flow } });
    }

    private static JObject With(JObject scheme, JObject converted)
    {
        scheme.CopyTo(converted, key => key is "description" || Tokens.IsExtension(key));
        return converted.WithMark(scheme.Mark());
    }
}
