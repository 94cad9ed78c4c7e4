using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// Reads and writes a model with whatever <see cref="JsonSerializer" /> an application has, its settings left out, as it stands on the wire. The
/// client itself goes by the members.
/// </summary>
internal sealed class IterableModelConverter<T> : JsonConverter
    where T : IterableModel
{
    public override bool CanConvert(Type objectType) => objectType == typeof(T);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
            return null;

        // A text that looks like a date stays the text it was, whatever the application has set.
        var before = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            return IterableJson.DeserializeAsItIs<T>(Encoding.UTF8.GetBytes(JToken.Load(reader).ToString(Formatting.None)));
        }
        catch (UnreadableJsonException e)
        {
            throw new JsonSerializationException($"The JSON cannot be read: {e.Message}");
        }
        finally
        {
            reader.DateParseHandling = before;
        }
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is IterableModel model)
            IterableJson.WriteAsItIs(writer, model);
        else
            writer.WriteNull();
    }
}
