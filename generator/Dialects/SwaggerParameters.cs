using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Dialects;

/// <summary>Parameters and headers of Swagger 2.0: what describes their values becomes a schema.</summary>
internal static class SwaggerParameters
{
    private static readonly string[] Own = ["name", "in", "description", "required", "deprecated", "allowEmptyValue", "schema", "content"];

    /// <summary>True for what OpenAPI 3 has in the body of the request.</summary>
    public static bool IsPayload(JToken parameter) => In(parameter) is "body" or "formData";

    /// <summary>A parameter that is no body.</summary>
    public static JToken Convert(JObject parameter)
    {
        if (parameter.ContainsKey("$ref") || In(parameter) is "body")
            return parameter.DeepClone();

        var result = new JObject().WithMark(parameter.Mark());
        parameter.CopyTo(result, IsOwn);
        foreach (var member in Serialization(parameter).Properties())
            result.Add(member);
        if (!result.ContainsKey("schema"))
            result["schema"] = Schema(parameter);
        return result;
    }

    /// <summary>A header of a response.</summary>
    public static JToken Header(JObject header)
    {
        var result = new JObject().WithMark(header.Mark());
        header.CopyTo(result, IsOwn);
        result["schema"] ??= Schema(header);
        return result;
    }

    /// <summary>The schema of the values.</summary>
    public static JObject Schema(JObject parameter)
    {
        var schema = new JObject().WithMark(parameter.Mark());
        parameter.CopyTo(schema, name => !IsOwn(name) && name is not "collectionFormat");
        return schema;
    }

    /// <summary>How a list travels (<c>style</c>, <c>explode</c>); nothing for other values. Without a format a list is separated by commas.</summary>
    public static JObject Serialization(JObject parameter)
    {
        if (parameter["type"] is not JValue { Value: "array" })
            return [];

        var plain = In(parameter) is "query" or "formData" ? "form" : "simple";
        return ((parameter["collectionFormat"] as JValue)?.Value as string ?? "csv") switch
        {
            "csv" => new() { ["style"] = plain, ["explode"] = false },
            "multi" => new() { ["style"] = plain, ["explode"] = true },
            "ssv" => new() { ["style"] = "spaceDelimited", ["explode"] = false },
            "pipes" => new() { ["style"] = "pipeDelimited", ["explode"] = false },
            var unknown => new() { ["x-collectionFormat"] = unknown },
        };
    }

    private static string? In(JToken parameter) => ((parameter as JObject)?["in"] as JValue)?.Value as string;

    private static bool IsOwn(string name) => Own.Contains(name) || Tokens.IsExtension(name);
}
