using System.Globalization;

namespace Iterable.Generated;

/// <summary>
/// Reads points in time in every form the service sends: numbers since 1970 (also as text), and dates such as
/// <c>2024-01-15T10:30:00.123-06:00</c>, <c>2024-01-15 10:30:00 +00:00</c>, <c>... +0000</c>, <c>... UTC</c>, without a zone
/// (then it is UTC), without a time (then it is midnight UTC), with any number of digits after the second, and with the
/// second fraction that some exports append (<c>22:43:34.134105.000Z</c>, of which the first counts).
/// </summary>
internal static class WireTimeParser
{
    // 100,000,000,000 seconds are the year 5138, as many milliseconds are March 1973.
    private const double LeastMilliseconds = 1e11;

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        text = text.Trim();
        if (text.Length > 5 && text[4] == '-')
            return new WireTimeScanner(text).TryRead(out time);

        time = default;
        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && TryFromEpoch(number, out time);
    }

    /// <summary>Takes a number for milliseconds when it has twelve digits or more, else for seconds.</summary>
    public static bool TryFromEpoch(double number, out DateTimeOffset time)
    {
        time = default;
        var milliseconds = Math.Abs(number) >= LeastMilliseconds ? number : number * 1000;
        if (!(milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()))
            return false;

        time = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(milliseconds));
        return true;
    }
}
