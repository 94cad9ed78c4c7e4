using System.Globalization;

namespace Iterable.Generated;

/// <summary>Writes points in time as the service takes them.</summary>
internal static class WireTime
{
    /// <summary>Writes a time for a query. All forms are in UTC; digits below the unit of the form are cut off.</summary>
    public static string Format(DateTimeOffset time, WireTimeFormat format) => format switch
    {
        WireTimeFormat.EpochMilliseconds or WireTimeFormat.EpochSeconds => ToNumber(time, format).ToString(CultureInfo.InvariantCulture),
        WireTimeFormat.Iso => Utc(time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        WireTimeFormat.SqlUtc => Utc(time, "yyyy-MM-dd HH:mm:ss"),
        WireTimeFormat.SqlOffset => Utc(time, "yyyy-MM-dd HH:mm:ss '+00:00'"),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The number a time is in one of the epoch forms.</summary>
    public static long ToNumber(DateTimeOffset time, WireTimeFormat format) =>
        format == WireTimeFormat.EpochMilliseconds ? time.ToUnixTimeMilliseconds() : time.ToUnixTimeSeconds();

    /// <summary>Writes a time inside of free-form data, where the service takes offsets and up to three digits of a second.</summary>
    public static string FormatWithOffset(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static string Utc(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
