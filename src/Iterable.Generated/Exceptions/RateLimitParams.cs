using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>What the <c>params</c> of an answer to one call too many say. Numbers that came as text are read as well.</summary>
internal static class RateLimitParams
{
    // More than any limit, and exact in floating point.
    private const double MostCalls = 1e15;

    public static long? Limit(JObject? parameters) => Count(parameters?["rateLimitLimit"]);

    public static long? Remaining(JObject? parameters) => Count(parameters?["rateLimitRemaining"]);

    /// <summary>The seconds until the next call.</summary>
    public static double? Reset(JObject? parameters) => Number(parameters?["rateLimitReset"]);

    private static long? Count(JToken? value) => Number(value) is >= 0 and <= MostCalls and var number ? (long)number : null;

    private static double? Number(JToken? value) => value switch
    {
        JValue { Value: long or double } number => (double)number,
        JValue { Value: string text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
