using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Holds a JSON value against its schema, the way the service does: unknown members pass, known ones need their type.</summary>
internal static class SchemaValidator
{
    /// <summary>The first thing that is wrong; <see langword="null" /> when nothing is.</summary>
    public static SchemaProblem? Check(JToken value, ApiSchema schema, string path = "")
    {
        if (schema.IsTime)
            return CheckTime(value, schema, path);

        return schema.Type switch
        {
            "object" => value is JObject item ? CheckMembers(item, schema, path) : Expected(path, "an object", "Object", value),
            "array" => value is JArray items ? CheckItems(items, schema, path) : Expected(path, "an array", "Array", value),
            "string" => value.Type == JTokenType.String ? CheckValue((string)value!, schema, path) : Expected(path, "a string", "String", value),
            "boolean" => value.Type == JTokenType.Boolean ? null : Expected(path, "a boolean", "Boolean", value),
            "integer" => value.Type == JTokenType.Integer ? CheckRange(value, schema, path) : Expected(path, "an integer", "Number", value),
            "number" => value.Type is JTokenType.Integer or JTokenType.Float ? CheckRange(value, schema, path) : Expected(path, "a number", "Number", value),
            _ => value is JObject item && schema.Properties.Count > 0 ? CheckMembers(item, schema, path) : null,
        };
    }

    private static SchemaProblem? CheckMembers(JObject item, ApiSchema schema, string path)
    {
        foreach (var name in schema.Required)
        {
            if (IsAbsent(item[name]))
                return new SchemaProblem(Join(path, name), $"Missing required member: {Join(path, name)}", ValueExpected(schema.Properties.GetValueOrDefault(name)));
        }

        foreach (var (name, value) in item)
        {
            var member = schema.Properties.GetValueOrDefault(name) ?? schema.AdditionalProperties;
            if (member is not null && !IsAbsent(value) && Check(value!, member, Join(path, name)) is { } problem)
                return problem;
        }

        return null;
    }

    private static SchemaProblem? CheckTime(JToken value, ApiSchema schema, string path)
    {
        if (WireTime.Read(value, schema.Wire) is not null)
            return null;

        var problem = Expected(path, WireTime.Describe(schema.Wire), WireTime.IsNumber(schema.Wire) ? "Number" : "String", value);
        return value.Type == JTokenType.String && !WireTime.IsNumber(schema.Wire) ? problem with { Expected = null } : problem;
    }

    private static SchemaProblem? CheckItems(JArray items, ApiSchema schema, string path)
    {
        if (schema.Items is not { } itemSchema)
            return null;

        for (var i = 0; i < items.Count; i++)
        {
            if (Check(items[i], itemSchema, $"{path}[{i}]") is { } problem)
                return problem;
        }

        return null;
    }

    private static SchemaProblem? CheckValue(string value, ApiSchema schema, string path) =>
        schema.Values.Count == 0 || schema.Values.Contains(Spellings.Documented(value))
            ? null
            : new SchemaProblem(path, $"Invalid value for {path}: {value}. Expected one of {string.Join(", ", schema.Values)}");

    private static SchemaProblem? CheckRange(JToken value, ApiSchema schema, string path)
    {
        if (schema.Minimum is null && schema.Maximum is null)
            return null;

        var number = Convert.ToDouble(((JValue)value).Value, CultureInfo.InvariantCulture);
        if (schema.Minimum is { } minimum && number < (double)minimum)
            return new SchemaProblem(path, FormattableString.Invariant($"Invalid value for {path}: {number} is less than {minimum}"));
        return schema.Maximum is { } maximum && number > (double)maximum
            ? new SchemaProblem(path, FormattableString.Invariant($"Invalid value for {path}: {number} is more than {maximum}"))
            : null;
    }

    private static bool IsAbsent(JToken? value) => value is null || value.Type == JTokenType.Null;

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static SchemaProblem Expected(string path, string expected, string kind, JToken value) =>
        new(path, $"Invalid value for {(path.Length == 0 ? "the body" : path)}: expected {expected}, found {Describe(value)}", kind + " value expected");

    private static string ValueExpected(ApiSchema? schema) => schema switch
    {
        { IsTime: true } => WireTime.IsNumber(schema.Wire) ? "Number" : "String",
        { Type: "integer" or "number" } => "Number",
        { Type: "boolean" } => "Boolean",
        { Type: "array" } => "Array",
        { Type: "string" } => "String",
        _ => "Object",
    } + " value expected";

    private static string Describe(JToken value) => value.Type switch
    {
        JTokenType.Object => "an object",
        JTokenType.Array => "an array",
        JTokenType.String => $"the string \"{(string)value!}\"",
        JTokenType.Null => "null",
        _ => value.ToString(Newtonsoft.Json.Formatting.None),
    };
}
