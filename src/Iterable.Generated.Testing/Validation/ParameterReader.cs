using System.Globalization;
using Microsoft.Extensions.Primitives;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Reads the parameters of a request as the document declares them. Query parameters it does not know are passed over.</summary>
internal static class ParameterReader
{
    /// <exception cref="Refusal">A required parameter is missing, or a value is not of its type.</exception>
    public static ParameterValues Read(
        ApiOperation operation,
        IReadOnlyDictionary<string, string> path,
        IReadOnlyDictionary<string, StringValues> query)
    {
        var values = new Dictionary<string, JToken>(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters)
        {
            var given = parameter.IsInQuery
                ? query.GetValueOrDefault(parameter.Name)
                : path.TryGetValue(parameter.Name, out var segment) ? segment : StringValues.Empty;

            if (given.Count > 0)
                values[parameter.Name] = Value(parameter, given);
            else if (parameter.IsRequired)
                throw Refusal.BadParams($"Missing required parameter: {parameter.Name}");
            else if (parameter.Schema.Default is { } value)
                values[parameter.Name] = value.DeepClone();
        }

        return new ParameterValues(values);
    }

    private static JToken Value(ApiParameter parameter, StringValues given)
    {
        var schema = parameter.Schema;
        if (schema.Type == "array")
            return new JArray(given.Select(text => Checked(parameter, text ?? "", schema.Items ?? schema)));

        return Checked(parameter, given[0] ?? "", schema);
    }

    private static JToken Checked(ApiParameter parameter, string text, ApiSchema schema)
    {
        if (schema.IsTime)
        {
            return WireTime.Read(text, schema.Wire) is { } time
                ? new JValue(time)
                : throw Refusal.BadParams($"Invalid value for {parameter.Name}: expected {WireTime.Describe(schema.Wire)}, found \"{text}\"");
        }

        var value = Parse(text, schema.Type);
        if (SchemaValidator.Check(value, schema, parameter.Name) is { } problem)
            throw Refusal.BadParams(problem.Message);
        return value;
    }

    // What cannot be parsed stays text, about which the validator then has something to say.
    private static JToken Parse(string text, string? type) => type switch
    {
        "integer" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        "number" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        "boolean" when bool.TryParse(text, out var flag) => flag,
        _ => text,
    };
}
