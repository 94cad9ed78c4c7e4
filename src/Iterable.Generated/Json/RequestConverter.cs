using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>
/// Writes models and free-form data by what their contracts say, without the general serializer's questions at each member, which cost a record more than its text does.
/// What a member holds beyond that goes back to the serializer.
/// </summary>
internal sealed class RequestConverter : JsonConverter
{
    public static readonly RequestConverter Shared = new();

    public override bool CanRead => false;

    public override bool CanConvert(Type objectType) => typeof(IterableModel).IsAssignableFrom(objectType) || typeof(JToken).IsAssignableFrom(objectType);

    public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => throw new NotSupportedException();

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        try
        {
            if (value is IterableModel model)
                Write(writer, model, serializer);
            else
                Write(writer, (JToken?)value, serializer);
        }
        catch (InvalidOperationException) when (writer is RequestJsonWriter)
        {
            // Of a list or dictionary that another thread changes while it is read.
            throw InvalidModelException.Changed();
        }
    }

    private static void Write(JsonWriter writer, IterableModel model, JsonSerializer serializer)
    {
        var contract = (ModelContract)serializer.ContractResolver.ResolveContract(model.GetType());
        writer.WriteStartObject();
        foreach (var property in contract.Written)
        {
            if (property.ShouldSerialize?.Invoke(model) == false || property.ValueProvider!.GetValue(model) is not { } value)
                continue;

            writer.WritePropertyName(property.PropertyName!);
            if (property.Converter is { } converter)
                converter.WriteJson(writer, value, serializer);
            else if (value is string text)
                writer.WriteValue(text);
            else if (value is bool truth)
                writer.WriteValue(truth);
            else if (value is JToken token)
                Write(writer, token, serializer);
            else
                serializer.Serialize(writer, value);
        }

        foreach (var pair in contract.ExtensionDataGetter?.Invoke(model) ?? [])
        {
            writer.WritePropertyName((string)pair.Key);
            Write(writer, (JToken?)pair.Value, serializer);
        }

        writer.WriteEndObject();
    }

    private static void Write(JsonWriter writer, JToken? token, JsonSerializer serializer)
    {
        if (token is null)
            writer.WriteNull();
        else if (writer is RequestJsonWriter request)
            request.WriteTree(token);
        else
            token.WriteTo(writer, [.. serializer.Converters]);
    }
}
