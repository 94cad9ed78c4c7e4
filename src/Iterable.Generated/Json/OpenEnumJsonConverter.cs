using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iterable.Generated;

/// <summary>Reads and writes an open enum with System.Text.Json as its text, as a key of a dictionary too. A number or an object in its place becomes text. One without a text is a null.</summary>
/// <typeparam name="T">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OpenEnumJsonConverter<T> : JsonConverter<T>
    where T : struct, IOpenEnum<T>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return default;
        if (reader.TokenType == JsonTokenType.String)
            return default(T).Create(reader.GetString()!);

        using var json = JsonDocument.ParseValue(ref reader);
        return default(T).Create(json.RootElement.GetRawText());
    }

    /// <inheritdoc />
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        default(T).Create(reader.GetString()!);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (writer is null)
            throw new ArgumentNullException(nameof(writer));

        if (value.Value.Length == 0)
            writer.WriteNullValue();
        else
            writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        (writer ?? throw new ArgumentNullException(nameof(writer))).WritePropertyName(value.Value);
}
