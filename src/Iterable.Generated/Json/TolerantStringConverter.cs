using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Reads whatever stands where a text should: numbers and truth values as they are written, objects and arrays as their JSON.</summary>
internal sealed class TolerantStringConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(string);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => Read(reader);

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();

    public static string? Read(JsonReader reader) => reader.TokenType switch
    {
        JsonToken.Null or JsonToken.Undefined => null,
        JsonToken.String => (string?)reader.Value,
        JsonToken.Boolean => WireText.From((bool)reader.Value!),
        JsonToken.Float => reader.Value is double number ? WireText.From(number) : Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
        JsonToken.StartObject or JsonToken.StartArray => JToken.Load(reader).ToString(Formatting.None),
        _ => Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
    };
}
