using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The types Iterable gives data fields. A field has the type of the first value it ever got.</summary>
internal static class FieldType
{
    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:ss.fffzzz", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
    ];

    /// <summary>The type of a value; an array has the type of its elements; <see langword="null" /> for nothing.</summary>
    public static string? Of(string field, JToken value) => value.Type switch
    {
        JTokenType.Integer => "long",
        JTokenType.Float => "double",
        JTokenType.Boolean => "boolean",
        JTokenType.Date => "date",
        JTokenType.String => IsDate((string)value!) ? "date" : "string",
        JTokenType.Object => field.EndsWith("_geo_location", StringComparison.Ordinal) ? "geo_location" : "object",
        JTokenType.Array => value.Select(item => Of(field, item)).FirstOrDefault(type => type is not null),
        _ => null,
    };

    public static bool Fits(string expected, string incoming) =>
        expected == incoming
        || (expected, incoming) is ("string", "date") or ("double", "long") or ("long", "double");

    private static bool IsDate(string text) =>
        DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
