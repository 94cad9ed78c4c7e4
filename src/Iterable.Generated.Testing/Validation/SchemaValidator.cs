using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Holds a JSON value against its schema, the way the service does: unknown members pass, known ones need their type.</summary>
internal static class SchemaValidator
{
    /// <summary>The first thing that is wrong, in words that name the member; <see langword="null" /> when nothing is.</summary>
    public static string? Check(JToken value, ApiSchema schema, string path = "")
    {
        if (schema.IsTime)
            return WireTime.Read(value, schema.Wire) is null ? Expected(path, WireTime.Describe(schema.Wire), value) : null;

        return schema.Type switch
        {
            "object" => value is JObject item ? CheckMembers(item, schema, path) : Expected(path, "an object", value),
            "array" => value is JArray items ? CheckItems(items, schema, path) : Expected(path, "an array", value),
            "string" => value.Type == JTokenType.String ? CheckValue((string)value!, schema, path) : Expected(path, "a string", value),
            "boolean" => value.Type == JTokenType.Boolean ? null : Expected(path, "a boolean", value),
            "integer" => value.Type == JTokenType.Integer ? CheckRange(value, schema, path) : Expected(path, "an integer", value),
            "number" => value.Type is JTokenType.Integer or JTokenType.Float ? CheckRange(value, schema, path) : Expected(path, "a number", value),
            _ => value is JObject item && schema.Properties.Count > 0 ? CheckMembers(item, schema, path) : null,
        };
    }

    private static string? CheckMembers(JObject item, ApiSchema schema, string path)
    {
        foreach (var name in schema.Required)
        {
            if (IsAbsent(item[name]))
                return $"Missing required member: {Join(path, name)}";
        }

        foreach (var (name, value) in item)
        {
            var member = schema.Properties.GetValueOrDefault(name) ?? schema.AdditionalProperties;
            if (member is not null && !IsAbsent(value) && Check(value!, member, Join(path, name)) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? CheckItems(JArray items, ApiSchema schema, string path)
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

    private static string? CheckValue(string value, ApiSchema schema, string path) =>
        schema.Values.Count == 0 || schema.Values.Contains(value)
            ? null
            : $"Invalid value for {path}: {value}. Expected one of {string.Join(", ", schema.Values)}";

    private static string? CheckRange(JToken value, ApiSchema schema, string path)
    {
        if (schema.Minimum is null && schema.Maximum is null)
            return null;

        var number = Convert.ToDouble(((JValue)value).Value, CultureInfo.InvariantCulture);
        if (schema.Minimum is { } minimum && number < (double)minimum)
            return FormattableString.Invariant($"Invalid value for {path}: {number} is less than {minimum}");
        return schema.Maximum is { } maximum && number > (double)maximum
            ? FormattableString.Invariant($"Invalid value for {path}: {number} is more than {maximum}")
            : null;
    }

    private static bool IsAbsent(JToken? value) => value is null || value.Type == JTokenType.Null;

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static string Expected(string path, string expected, JToken value) =>
        $"Invalid value for {(path.Length == 0 ? "the body" : path)}: expected {expected}, found {Describe(value)}";

    private static string Describe(JToken value) => value.Type switch
    {
        JTokenType.Object => "an object",
        JTokenType.Array => "an array",
        JTokenType.String => $"the string \"{(string)value!}\"",
        JTokenType.Null => "null",
        _ => value.ToString(Newtonsoft.Json.Formatting.None),
    };
}
