using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Input;

/// <summary>
/// JSON as its standard has it, without comments, NaN or numbers that begin with a zero. Numbers keep their digits, and texts that look like times stay texts.
/// </summary>
internal static class ExactJson
{
    // What follows a value can then be told from what is no JSON.
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true };

    /// <summary>Reads a value.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="isOnce">Whether a member that is named twice is an error; else the last one counts.</param>
    /// <param name="hasMore">Whether another value follows.</param>
    /// <exception cref="JsonException">It is no JSON, or has a number that no double holds.</exception>
    public static JToken Read(ReadOnlySpan<byte> utf8, bool isOnce, out bool hasMore)
    {
        var json = new Utf8JsonReader(utf8, Options);
        if (!json.Read())
            throw Error(json, "There is no value.");
        var value = Value(ref json, isOnce);
        hasMore = json.Read();
        return value;
    }

    private static JToken Value(ref Utf8JsonReader json, bool isOnce)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref json, isOnce);
            case JsonTokenType.StartArray:
                var items = new JArray();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    items.Add(Value(ref json, isOnce));
                return items;
            case JsonTokenType.String:
                return new JValue(Text(ref json));
            case JsonTokenType.Number:
                return json.TryGetInt64(out var whole) ? new JValue(whole)
                    : ExactNumber.TryRead(Encoding.ASCII.GetString(json.ValueSpan)) ?? throw Error(json, "The number is too large.");
            case JsonTokenType.True or JsonTokenType.False:
                return new JValue(json.TokenType == JsonTokenType.True);
            default:
                return JValue.CreateNull();
        }
    }

    private static JObject Object(ref Utf8JsonReader json, bool isOnce)
    {
        var members = new JObject();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var name = Text(ref json);
            if (isOnce && members.ContainsKey(name))
                throw Error(json, "The member is named twice.");
            json.Read();
            members[name] = Value(ref json, isOnce);
        }

        return members;
    }

    // Half of a surrogate pair, which JSON can escape, becomes U+FFFD, as in the client.
    private static string Text(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            using var tolerant = new Newtonsoft.Json.JsonTextReader(new StringReader($"\"{Encoding.UTF8.GetString(json.ValueSpan)}\""));
            return tolerant.ReadAsString()!;
        }
    }

    private static JsonException Error(in Utf8JsonReader json, string message) => new(message, null, 0, json.TokenStartIndex);
}
