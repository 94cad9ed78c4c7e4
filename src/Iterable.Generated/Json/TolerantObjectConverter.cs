using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Reads free-form data also where the service sends it as the text of a JSON object, as older exports do.</summary>
internal sealed class TolerantObjectConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(JObject);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => reader.TokenType switch
    {
        JsonToken.Null or JsonToken.Undefined => null,
        JsonToken.String when string.IsNullOrWhiteSpace((string?)reader.Value) => null,
        JsonToken.String => IterableJson.TryParseObject((string)reader.Value!) ?? throw new JsonSerializationException(),
        JsonToken.StartObject => Read(reader),
        _ => throw new JsonSerializationException(),
    };

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();

    // JObject.Load would keep the line of every value beside it.
    private static JToken Read(JsonReader reader)
    {
        using var writer = new JTokenWriter();
        writer.WriteToken(reader);
        return writer.Token!;
    }
}
