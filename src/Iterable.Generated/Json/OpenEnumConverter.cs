using Newtonsoft.Json;

namespace Iterable.Generated;

/// <summary>Reads and writes an open enum as its text. A number or an object in its place becomes text; nothing is refused. One without a text is a null.</summary>
internal sealed class OpenEnumConverter<T> : JsonConverter
    where T : struct, IOpenEnum<T>
{
    public override bool CanConvert(Type objectType) => objectType == typeof(T) || objectType == typeof(T?);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        TolerantStringConverter.Read(reader) is { } text ? default(T).Create(text)
        : objectType == typeof(T?) ? null
        : default(T);

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
        writer.WriteValue(value is IOpenEnum { Value: { Length: > 0 } text } ? text : null);
}
