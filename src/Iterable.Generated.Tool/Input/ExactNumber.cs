using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Input;

/// <summary>Numbers out of text with their digits: 42 and not 42.0.</summary>
internal static class ExactNumber
{
    // A decimal has 28 places, in which smaller numbers keep fewer digits than in a double.
    private const decimal LeastDecimal = 1e-11m;

    /// <summary>A whole number whatever its size, else the nearest double, or a decimal where that has digits which a double loses. Null for a text that is none, or beyond every double.</summary>
    public static JValue? TryRead(string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return null;
        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return Of(whole);

        var isDecimal = TryDecimal(text, out var exact) && Math.Abs(exact) >= LeastDecimal && !(TryDecimal(number.ToString(CultureInfo.InvariantCulture), out var kept) && kept == exact);
        return isDecimal ? new JValue(exact) : new JValue(number);
    }

    /// <summary>A whole number.</summary>
    public static JValue Of(BigInteger whole) => whole >= long.MinValue && whole <= long.MaxValue ? new JValue((long)whole) : new JValue((object)whole);

    private static bool TryDecimal(string text, out decimal number) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
