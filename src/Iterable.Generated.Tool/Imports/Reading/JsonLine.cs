using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>An object of JSON on a line of its own.</summary>
internal static class JsonLine
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly JsonLoadSettings Settings = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    /// <summary>Reads a line. Texts that look like times stay texts.</summary>
    public static InputRow Read(long line, ReadOnlyMemory<byte> bytes)
    {
        string text;
        try
        {
            text = Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return new InputRow(line, Flaw: RowFlaw.Unreadable("is no UTF-8", Encoding.UTF8.GetString(bytes.Span)));
        }

        if (bytes.Length >= InputLines.MostBytes)
            return new InputRow(line, Flaw: RowFlaw.Unreadable("is longer than 16 MB, of which this is the beginning", text));

        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        try
        {
            var value = JToken.ReadFrom(reader, Settings);
            return value is not JObject values ? new InputRow(line, Flaw: RowFlaw.Unreadable("is no JSON object", text))
                : reader.Read() ? new InputRow(line, Flaw: RowFlaw.Unreadable("is more than one JSON object", text))
                : new InputRow(line, values);
        }
        catch (JsonException)
        {
            return new InputRow(line, Flaw: RowFlaw.Unreadable(FormattableString.Invariant($"is no JSON object, or names a member twice, at position {reader.LinePosition}"), text));
        }
    }
}
