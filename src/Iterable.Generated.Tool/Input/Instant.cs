using System.Globalization;

namespace Iterable.Generated.Tool.Input;

/// <summary>Times as users write them. A time without an offset is UTC, as everything in Iterable's exports is, and never that of the machine.</summary>
internal static class Instant
{
    public const string Forms = "a time such as 2026-01-14, 2026-01-14T12:00:00Z or, counted from now, -2h (s, m, h, d)";

    private static readonly string[] Written =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss K",
    ];

    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (text == "now" || (text.StartsWith('-') && Duration.TryParse(text[1..], out _)))
        {
            time = text == "now" ? now : now - Duration.Parse(text[1..]);
            return true;
        }

        return DateTimeOffset.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }
}
