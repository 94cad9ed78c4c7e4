using Iterable.Generator.OpenApi;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Dialects;

/// <summary>
/// Turns a Swagger 2.0 document into OpenAPI 3.0. What is malformed is carried over as it is, so that the check of the result names it.
/// Own code rather than a library's, because tokens must keep the place they were read from and keywords that Swagger does not know must stay.
/// </summary>
internal static class SwaggerConversion
{
    private static readonly string[] Converted =
        ["swagger", "info", "host", "basePath", "schemes", "consumes", "produces", "paths", "definitions", "parameters", "responses", "securityDefinitions"];

    /// <summary>The document as OpenAPI 3.0. Paths stay as they are; host and base path are in <c>servers</c>.</summary>
    public static JObject ToOpenApi(JObject swagger)
    {
        var result = new JObject { ["openapi"] = "3.0.4" }.WithMark(swagger.Mark());
        swagger.CopyTo(result, name => name is "info");
        if (Servers(swagger) is { } servers)
            result["servers"] = servers;
        swagger.CopyTo(result, name => !Converted.Contains(name));

        var operations = new SwaggerOperations(swagger);
        if (swagger["paths"] is { } paths)
            result["paths"] = paths.MapMembers(operations.PathItem);
        if (Components(swagger, operations) is { HasValues: true } components)
            result["components"] = components;

        foreach (var schema in result.AllSchemas())
            SwaggerSchemas.Convert(schema.Schema);
        foreach (var reference in result.AllReferences().ToList())
            SwaggerSchemas.Redirect(reference);
        return result;
    }

    private static JObject Components(JObject swagger, SwaggerOperations operations)
    {
        var components = new JObject().WithMark(swagger.Mark());
        if (swagger["definitions"] is { } definitions)
            components["schemas"] = definitions.DeepClone();
        if (swagger["responses"] is { } responses)
            components["responses"] = responses.MapMembers(operations.SharedResponse);
        if (swagger["parameters"] is { } parameters)
        {
            // A body that several operations share stands in each of them: OpenAPI refers to bodies elsewhere.
            var shared = parameters.MapMembers(SwaggerParameters.Convert);
            foreach (var body in shared.Children<JProperty>().Where(parameter => SwaggerParameters.IsPayload(parameter.Value)).ToList())
                body.Remove();
            if (shared.HasValues)
                components["parameters"] = shared;
        }

        if (swagger["securityDefinitions"] is { } schemes)
            components["securitySchemes"] = schemes.MapMembers(SwaggerSecurity.Convert);
        return components;
    }

    private static JArray? Servers(JObject swagger)
    {
        var (host, basePath) = (Text(swagger["host"]), Text(swagger["basePath"]));
        if (host is null && basePath is null)
            return null;

        var schemes = (swagger["schemes"] as JArray)?.Select(Text).OfType<string>().ToList() ?? [];
        var roots = host is null ? [""] : schemes.Count == 0 ? [$"https://{host}"] : schemes.Select(scheme => $"{scheme}://{host}");
        return [.. roots.Select(root => new JObject { ["url"] = root + (basePath is null or "/" && root.Length > 0 ? "" : basePath) }.WithMark((swagger["host"] ?? swagger["basePath"])!.Mark()))];
    }

    private static string? Text(JToken? token) => (token as JValue)?.Value as string;
}
