namespace Iterable.Generated;

/// <summary>Reads points in time from UTF-8: the form of exports in place, every other form as <see cref="WireTimeParser" /> does.</summary>
internal static class Utf8Time
{
    private const int LengthOfUtc = 26;

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time) =>
        TryParseUtc(text, out time) || WireTimeParser.TryParse(Utf8Text.Decode(text), out time);

    /// <summary>Reads <c>2021-04-14 16:49:02 +00:00</c>, which is nearly every time there is in an export.</summary>
    private static bool TryParseUtc(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != LengthOfUtc || !text.Slice(19).SequenceEqual(" +00:00"u8)
            || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var year = Two(text, 0) * 100 + Two(text, 2);
        var month = Two(text, 5);
        var day = Two(text, 8);
        var hour = Two(text, 11);
        var minute = Two(text, 14);
        var second = Two(text, 17);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    /// <summary>The number that two digits are; far below zero when they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)(text[at] - '0'), ones = (uint)(text[at + 1] - '0');
        return tens > 9 || ones > 9 ? -1_000_000 : (int)(tens * 10 + ones);
    }
}
