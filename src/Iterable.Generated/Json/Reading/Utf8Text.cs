using System.Text;

namespace Iterable.Generated;

/// <summary>UTF-8, the same on all targets.</summary>
internal static class Utf8Text
{
#if NET
    public static string Decode(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

    public static bool IsValid(ReadOnlySpan<byte> text) => System.Text.Unicode.Utf8.IsValid(text);
#else
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static unsafe string Decode(ReadOnlySpan<byte> text)
    {
        fixed (byte* start = text)
            return text.IsEmpty ? "" : Encoding.UTF8.GetString(start, text.Length);
    }

    public static unsafe bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return true;

        try
        {
            fixed (byte* start = text)
                Strict.GetCharCount(start, text.Length);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
#endif

    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Whether a line holds nothing but spaces, tabs and the CR of its end.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line)
    {
        foreach (var one in line)
        {
            if (one is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
                return false;
        }

        return true;
    }

    /// <summary>The text without JSON's white space at its ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsWhiteSpace(text[start]))
            start++;
        while (end > start && IsWhiteSpace(text[end - 1]))
            end--;
        return text.Slice(start, end - start);
    }

    private static bool IsWhiteSpace(byte one) => one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
