using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>How the server reads and writes JSON: text that looks like a date stays text.</summary>
internal static class WireJson
{
    public static JsonSerializer Serializer { get; } = JsonSerializer.Create(new JsonSerializerSettings
    {
        DateParseHandling = DateParseHandling.None,
        NullValueHandling = NullValueHandling.Include,
    });

    // A member of a model that was not set is left out.
    private static JsonSerializer ModelSerializer { get; } = JsonSerializer.Create(new JsonSerializerSettings
    {
        DateParseHandling = DateParseHandling.None,
        NullValueHandling = NullValueHandling.Ignore,
    });

    /// <summary>Reads one JSON value and nothing after it.</summary>
    /// <exception cref="JsonException">The text is not one JSON value.</exception>
    public static JToken Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        var value = JToken.ReadFrom(reader);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
                throw new JsonReaderException("There is more after the JSON value.");
        }

        return value;
    }

    /// <summary>A caller's members, given as an anonymous object, a model of the client or a <see cref="JObject" />.</summary>
    public static JObject Members(object? members) => members switch
    {
        null => [],
        JObject json => (JObject)json.DeepClone(),
        IterableModel model => JObject.FromObject(model, ModelSerializer),
        _ => JObject.FromObject(members, Serializer),
    };
}
