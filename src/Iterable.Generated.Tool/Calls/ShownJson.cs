using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Iterable.Generated.Tool.Calls;

/// <summary>JSON for people: with line breaks, and each number with the digits it came with.</summary>
internal static class ShownJson
{
    /// <summary>The text with line breaks, or as it is where it is no JSON, or holds half of a surrogate pair, which JSON can escape and no text can hold.</summary>
    public static string Indent(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return text;
        }
    }
}
