namespace Iterable.Generator.Dialects;

/// <summary>The dialects in which an API can be described.</summary>
public enum Dialect
{
    /// <summary>Swagger 2.0.</summary>
    Swagger20,

    /// <summary>OpenAPI 3.0.</summary>
    OpenApi30,

    /// <summary>OpenAPI 3.1.</summary>
    OpenApi31,

    /// <summary>OpenAPI 3.2.</summary>
    OpenApi32,
}

/// <summary>Tells the dialects apart.</summary>
internal static class DialectDetection
{
    private const string Known = "it reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2";

    /// <summary>The dialect of a document; null, with the reason and what to do, when it has none that is known.</summary>
    public static Dialect? Of(JToken root, out string problem)
    {
        var (openapi, swagger) = ((root as JObject)?["openapi"], (root as JObject)?["swagger"]);
        problem = (openapi, swagger, (root as JObject)?["overlay"]) switch
        {
            (null, null, not null) => "This is an overlay, not an OpenAPI document. Give the document that it changes, or the folder that holds both.",
            (null, null, _) => $"This is not an OpenAPI document: it has neither 'openapi' (such as '3.1.0') nor 'swagger' ('2.0'). Give a file that describes an API; {Known}.",
            (null, _, _) => $"'swagger' is {Text(swagger)}, a version that the generator does not know; {Known}. Convert the document to one of them.",
            _ => $"'openapi' is {Text(openapi)}, a version that the generator does not know; {Known}, and wants the version as text such as '3.1.0'. Convert the document to one of them.",
        };
        return openapi is not null ? OfOpenApi(openapi as JValue) : OfSwagger(swagger as JValue);
    }

    private static Dialect? OfOpenApi(JValue? version) => (version?.Value as string)?.Split('.') switch
    {
        ["3", "0", ..] => Dialect.OpenApi30,
        ["3", "1", ..] => Dialect.OpenApi31,
        ["3", "2", ..] => Dialect.OpenApi32,
        _ => null,
    };

    // Without quotes, 2.0 is a number to YAML; there is no other version that it could stand for.
    private static Dialect? OfSwagger(JValue? version) => version?.Value is "2.0" or 2.0 ? Dialect.Swagger20 : null;

    private static string Text(JToken? token) => token is JValue { Value: not null } value ? $"'{value}'" : "no text";
}
