using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace Iterable.Generated;

/// <summary>Numbers out of text, exactly or not at all.</summary>
internal static class NumberText
{
    private const int DecimalDigits = 28;
    private const int DoubleDigits = 15;
    private const int ExponentLimit = 1_000_000;

    public static Fit ToWhole(ReadOnlySpan<byte> text, decimal min, decimal max, out decimal value)
    {
        var fit = ToDecimal(text, out value);
        return fit == Fit.Yes && (value != decimal.Truncate(value) || value < min || value > max) ? Fit.Inexact : fit;
    }

    public static Fit ToLong(ReadOnlySpan<byte> text, out long value)
    {
        if (Utf8Parser.TryParse(text, out value, out var length) && length == text.Length)
            return Fit.Yes;

        // "12.0" is what some tools make of a number on its way through a table.
        var fit = ToWhole(text, long.MinValue, long.MaxValue, out var whole);
        value = fit == Fit.Yes ? (long)whole : 0;
        return fit;
    }

    public static Fit ToDecimal(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0;
        if (!TryScan(text, out var digits, out var scale))
            return Fit.OtherKind;

        var isExact = digits == 0 || (scale <= DecimalDigits && (digits <= DecimalDigits || scale <= 0) && TryParse(text, out value));
        return isExact ? Fit.Yes : Fit.Inexact;
    }

    /// <summary>The nearest number for a fraction, which is what the type is for; a whole number as it is or not at all.</summary>
    public static Fit ToDouble(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (!TryScan(text, out var digits, out _))
            return Fit.OtherKind;
        if (!Utf8Parser.TryParse(text, out value, out var length) || length != text.Length || double.IsInfinity(value) || (value == 0 && digits > 0))
            return Fit.Inexact;

        return digits <= DoubleDigits || !IsInteger(text)
            || BigInteger.Parse(Utf8Text.Decode(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) == new BigInteger(value)
            ? Fit.Yes
            : Fit.Inexact;
    }

    /// <summary>Whether a number has more digits than every double keeps.</summary>
    public static bool IsBeyondDouble(ReadOnlySpan<byte> number) =>
        number.Length > DoubleDigits && TryScan(number, out var digits, out _) && digits > DoubleDigits;

    /// <summary>Whether a number is written with digits alone.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> number) => number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;

    /// <summary>
    /// Whether a text is a number; if so, how many digits it has from the first to the last that is not 0, and how many of them, or zeros
    /// before them, stand behind the point. Below zero they end that far before it.
    /// </summary>
    public static bool TryScan(ReadOnlySpan<byte> text, out int digits, out int scale)
    {
        int at = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0, count = 0, point = -1, first = -1, last = -1;
        for (; at < text.Length; at++)
        {
            if (text[at] is >= (byte)'0' and <= (byte)'9')
            {
                if (text[at] != '0')
                    (first, last) = (first < 0 ? count : first, count);
                count++;
            }
            else if (text[at] == '.' && point < 0)
            {
                point = count;
            }
            else
            {
                break;
            }
        }

        (digits, scale) = (0, 0);
        var exponent = 0;
        if (count == 0 || (at < text.Length && !TryScanExponent(text.Slice(at), out exponent)))
            return false;
        if (first >= 0)
            (digits, scale) = (last - first + 1, last + 1 - (point < 0 ? count : point) - exponent);

        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out decimal value) =>
        (Utf8Parser.TryParse(text, out value, out var length) && length == text.Length)
        || (Utf8Parser.TryParse(text, out value, out length, 'e') && length == text.Length);

    private static bool TryScanExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text[0] is not ((byte)'e' or (byte)'E'))
            return false;

        var at = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        if (at == text.Length)
            return false;

        for (var i = at; i < text.Length; i++)
        {
            if (text[i] is < (byte)'0' or > (byte)'9')
                return false;
            exponent = Math.Min(ExponentLimit, exponent * 10 + (text[i] - '0'));
        }

        exponent = text[1] == '-' ? -exponent : exponent;
        return true;
    }
}
