using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>What a journey is answered: one JSON object, neither large nor deep.</summary>
internal static class LiveDataAnswer
{
    public static byte[] Write(object? answer, JsonSerializerOptions options) => answer switch
    {
        null => "{}"u8.ToArray(),

        // System.Text.Json knows nothing of these, and writes them as lists of lists.
        JToken token => Encoding.UTF8.GetBytes(token.ToString(Newtonsoft.Json.Formatting.None)),
        _ => JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), options),
    };

    /// <returns>Why an answer cannot be sent; <see langword="null" /> where it can.</returns>
    public static string? Fault(ReadOnlySpan<byte> answer, IterableLiveDataOptions options)
    {
        if (answer.Length > options.MaxAnswerSize)
            return $"it has {answer.Length} bytes, and MaxAnswerSize is {options.MaxAnswerSize}.";

        var reader = new Utf8JsonReader(answer, new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
            return "it is no JSON object, which a template could name the fields of.";

        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= options.MaxAnswerDepth)
                return $"it is nested deeper than MaxAnswerDepth, which is {options.MaxAnswerDepth}.";
        }

        return null;
    }
}
