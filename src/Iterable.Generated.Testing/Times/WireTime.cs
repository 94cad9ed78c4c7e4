using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The forms in which the service sends and takes points in time.</summary>
internal static class WireTime
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
    private const string SqlForm = "yyyy-MM-dd HH:mm:ss";
    private const string IsoForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // Seconds up to the year 5138; what is larger are milliseconds, which the service takes where it asks for seconds.
    private const long MaxSeconds = 100_000_000_000;

    private static readonly string[] SqlForms = [SqlForm, SqlForm + " zzz", SqlForm + "zzz"];
    private static readonly string[] IsoForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:sszzz"];
    private static readonly string[] DayForms = ["yyyy-MM-dd"];

    /// <summary>A time as text with its offset, as records of exports and histories carry it.</summary>
    public static string SqlOffset(DateTimeOffset time) => time.UtcDateTime.ToString(SqlForm, CultureInfo.InvariantCulture) + " +00:00";

    /// <summary>The time in the form a schema says, ISO 8601 where it says none.</summary>
    public static JValue Write(DateTimeOffset time, string? wire) => wire switch
    {
        "epoch-ms" => new JValue(time.ToUnixTimeMilliseconds()),
        "epoch-s" => new JValue(time.ToUnixTimeSeconds()),
        "sql-utc" => new JValue(time.UtcDateTime.ToString(SqlForm, CultureInfo.InvariantCulture)),
        "sql-offset" => new JValue(SqlOffset(time)),
        _ => new JValue(time.UtcDateTime.ToString(IsoForm, CultureInfo.InvariantCulture)),
    };

    /// <summary>Reads a time from JSON. What is not in the form the schema says is no time.</summary>
    public static DateTimeOffset? Read(JToken json, string? wire) => (json.Type, wire) switch
    {
        (JTokenType.Integer, "epoch-ms") => Epoch((long)json, milliseconds: true),
        (JTokenType.Integer, "epoch-s") => Epoch((long)json, milliseconds: (long)json >= MaxSeconds),
        (JTokenType.String, _) when !IsNumber(wire) => Read((string)json!, wire),
        _ => null,
    };

    /// <summary>Whether a form is a number and no text.</summary>
    public static bool IsNumber(string? wire) => wire is "epoch-ms" or "epoch-s";

    /// <summary>
    /// Reads a time from text. The service takes an offset where it asks for none, exports take ISO 8601, and where ISO 8601 is asked for Iterable's own
    /// client sends times without it, and its document days.
    /// </summary>
    public static DateTimeOffset? Read(string text, string? wire) => wire switch
    {
        "epoch-ms" or "epoch-s" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Epoch(number, wire == "epoch-ms")
            : null,
        "sql-utc" => Parse(text, SqlForms),
        "sql-offset" => Parse(text, SqlForms) ?? Parse(text, IsoForms),
        _ => Parse(text, IsoForms) ?? Parse(text, SqlForms) ?? Parse(text, DayForms),
    };

    /// <summary>What a caller of <see cref="Read(string, string)" /> is told to send.</summary>
    public static string Describe(string? wire) => wire switch
    {
        "epoch-ms" => "Unix milliseconds",
        "epoch-s" => "Unix seconds",
        "sql-utc" => "a time as yyyy-MM-dd HH:mm:ss in UTC",
        "sql-offset" => "a time as yyyy-MM-dd HH:mm:ss +00:00",
        _ => "a time in ISO 8601 with an offset",
    };

    private static DateTimeOffset? Epoch(long value, bool milliseconds)
    {
        try
        {
            return milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(value) : DateTimeOffset.FromUnixTimeSeconds(value);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Parse(string text, string[] forms) =>
        DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
}
