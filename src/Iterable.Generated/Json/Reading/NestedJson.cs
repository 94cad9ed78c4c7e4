using System.Text.Json;

namespace Iterable.Generated;

/// <summary>JSON inside of a text: how exports put objects and lists into a field of CSV, and older ones into a string.</summary>
internal static class NestedJson
{
    /// <summary>Whether a text is a whole JSON object or array.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        text = Utf8Text.Trim(text);
        if (text.Length < 2 || (text[0], text[text.Length - 1]) is not (((byte)'{', (byte)'}') or ((byte)'[', (byte)']')))
            return false;

        return TryCheck(text);
    }

    /// <summary>Whether bytes are one JSON value and nothing else.</summary>
    public static bool TryCheck(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, JsonTokens.ReaderOptions);
        try
        {
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
