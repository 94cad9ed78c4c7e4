using System.Globalization;
using System.Text;
using System.Text.Json;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Mapping;

/// <summary>Makes of a text the value that it stands for, by the name that Iterable has for the type.</summary>
internal static class TextValue
{
    /// <summary>The types that a user can name.</summary>
    public static readonly string[] Types = ["string", "long", "double", "boolean", "date", "json"];

    /// <summary>The value; null for a text that is none of the type. Of a type that is not known, the text.</summary>
    public static JToken? TryRead(string text, string? type) => type switch
    {
        "long" or "double" or "boolean" or "date" when text.TrimStart().StartsWith('[') => Json(text),
        "long" => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        "double" => ExactNumber.TryRead(text.Trim()),
        "boolean" => Flag(text.Trim()),
        "date" => DateText.TryOf(text),
        "list" when !text.TrimStart().StartsWith('[') => Numbers(text),
        "list" or "object" or "nested" or "geo_location" or "json" => Json(text),
        _ => text,
    };

    private static JValue? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "1" => new JValue(true),
        "FALSE" or "NO" or "0" => new JValue(false),
        _ => null,
    };

    // None at all is no list: an empty one, which is written as [], is sent and clears what is there.
    private static JArray? Numbers(string text)
    {
        var numbers = text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => TryRead(number, "long")).ToList();
        return numbers.Count == 0 || numbers.Contains(null) ? null : new JArray(numbers);
    }

    private static JToken? Json(string text)
    {
        try
        {
            var value = ExactJson.Read(Encoding.UTF8.GetBytes(text), isOnce: false, out var hasMore);
            return hasMore ? null : value;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
