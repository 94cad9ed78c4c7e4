using System.Text;
using System.Text.Json;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Reading;

/// <summary>An object of JSON on a line of its own.</summary>
internal static class JsonLine
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a line. What no reader but a tolerant one takes for JSON is none: it would be sent as something else.</summary>
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

        try
        {
            var value = ExactJson.Read(bytes.Span, isOnce: true, out var hasMore);
            return value is not JObject values ? new InputRow(line, Flaw: RowFlaw.Unreadable("is no JSON object", text))
                : hasMore ? new InputRow(line, Flaw: RowFlaw.Unreadable("is more than one JSON object", text))
                : new InputRow(line, values);
        }
        catch (JsonException e)
        {
            return new InputRow(line, Flaw: RowFlaw.Unreadable(FormattableString.Invariant($"is no JSON object, names a member twice or has a number that is too large, at byte {e.BytePositionInLine}"), text));
        }
    }
}
