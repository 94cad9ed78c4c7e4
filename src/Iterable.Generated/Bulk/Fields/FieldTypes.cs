using System.Globalization;
using System.Text.Json;

namespace Iterable.Generated;

/// <summary>The types that the service knows for fields, as far as a value of JSON can be one of them.</summary>
[Flags]
internal enum FieldTypes
{
    None = 0,
    String = 1,
    Date = 2,
    Long = 4,
    Double = 8,
    Boolean = 16,
    Object = 32,
    GeoLocation = 64,
    Any = String | Date | Long | Double | Boolean | Object | GeoLocation,
}

/// <summary>Tells which types a value can have.</summary>
internal static class FieldTypesOf
{
    // What the service takes for dates, from a production client; a fraction has three digits, and seven, which .NET writes, make a text of it.
    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-ddTHH:mm:ss.fffzzz",
        "yyyy-MM-ddTHH:mm:ss.fff'Z'",
    ];

    /// <summary>The type that the service calls so; none for one that is not known here.</summary>
    public static FieldTypes Named(string? name) => name switch
    {
        "string" => FieldTypes.String,
        "date" => FieldTypes.Date,
        "long" => FieldTypes.Long,
        "double" => FieldTypes.Double,
        "boolean" => FieldTypes.Boolean,
        "object" or "nested" => FieldTypes.Object,
        "geo_location" => FieldTypes.GeoLocation,
        _ => FieldTypes.None,
    };

    /// <summary>The types of a value; of a list, those that all its items can have. Null is of every type.</summary>
    /// <param name="value">Stands at the first token of the value.</param>
    public static FieldTypes Value(Utf8JsonReader value)
    {
        switch (value.TokenType)
        {
            case JsonTokenType.String:
                return FieldTypes.String | (IsDate(value.GetString()!) ? FieldTypes.Date : FieldTypes.None);
            case JsonTokenType.Number:
                return FieldTypes.Double | (value.TryGetInt64(out _) ? FieldTypes.Long : FieldTypes.None);
            case JsonTokenType.True or JsonTokenType.False:
                return FieldTypes.Boolean;
            case JsonTokenType.StartObject:
                return FieldTypes.Object | (IsLocation(value) ? FieldTypes.GeoLocation : FieldTypes.None);
            case JsonTokenType.StartArray:
                var all = FieldTypes.Any;
                while (value.Read() && value.TokenType != JsonTokenType.EndArray)
                {
                    all &= Value(value);
                    value.Skip();
                }

                return all;
            default:
                return FieldTypes.Any;
        }
    }

    /// <summary>Whether the service takes a text for a date.</summary>
    public static bool IsDate(string text) =>
        text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool IsLocation(Utf8JsonReader value)
    {
        var (hasLatitude, hasLongitude) = (false, false);
        while (value.Read() && value.TokenType == JsonTokenType.PropertyName)
        {
            hasLatitude |= value.ValueTextEquals("lat"u8);
            hasLongitude |= value.ValueTextEquals("lon"u8);
            value.Skip();
        }

        return hasLatitude && hasLongitude;
    }
}
