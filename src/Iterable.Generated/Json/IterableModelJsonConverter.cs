using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iterable.Generated;

/// <summary>
/// Reads and writes a model with System.Text.Json as it stands on the wire. Named on every model, so that minimal APIs, outboxes and logs
/// need to do nothing.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IterableModelJsonConverter<T> : JsonConverter<T>
    where T : IterableModel
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        try
        {
            return IterableJson.DeserializeAsItIs<T>(Encoding.UTF8.GetBytes(json.RootElement.GetRawText()));
        }
        catch (UnreadableJsonException e)
        {
            throw new JsonException($"The JSON cannot be read: {e.Message}");
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var text = IterableJson.SerializeAsItIs(value);
        (writer ?? throw new ArgumentNullException(nameof(writer))).WriteRawValue(new ReadOnlySpan<byte>(text.Array, text.Offset, text.Count), skipInputValidation: true);
    }
}
