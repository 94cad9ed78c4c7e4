using System.Globalization;

namespace Iterable.Generated.Tool.Imports.Mapping;

/// <summary>Dates as Iterable takes them for such. In other forms, that of .NET and that of JavaScript among them, they would be texts.</summary>
internal static class DateText
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss K", "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF K", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The form of a time: with milliseconds where it has some.</summary>
    public static string Of(DateTimeOffset time) =>
        time.ToString(time.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMillisecond ? "yyyy-MM-dd HH:mm:ss zzz" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>Writes a date anew; null for a text that is none. What has no offset is UTC, and what has no time stays without.</summary>
    public static string? TryOf(string text) =>
        !DateTimeOffset.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? null
        : text.Trim().Length == "yyyy-MM-dd".Length ? text.Trim() : Of(time);
}
