using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Yaml;

/// <summary>The types of plain scalars in YAML 1.2 (core schema): <c>yes</c>, <c>1.0.0</c> and <c>2024-01-15</c> are strings; <c>200</c>, <c>0x1F</c>, <c>1.5</c>, <c>true</c> and <c>~</c> are not.</summary>
internal static partial class CoreSchema
{
    /// <summary>The value of an unquoted scalar; null when it has one that JSON cannot hold (<c>.inf</c>, <c>.nan</c>).</summary>
    public static JValue? Resolve(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return JValue.CreateNull();
            case "true" or "True" or "TRUE":
                return new JValue(true);
            case "false" or "False" or "FALSE":
                return new JValue(false);
        }

        if (Decimal().IsMatch(text))
            return Integer(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (Hexadecimal().IsMatch(text))
            return Integer(text.Skip(2).Aggregate(BigInteger.Zero, (value, digit) => value * 16 + Convert.ToInt32(digit.ToString(), 16)));
        if (Octal().IsMatch(text))
            return Integer(text.Skip(2).Aggregate(BigInteger.Zero, (value, digit) => value * 8 + (digit - '0')));
        if (Float().IsMatch(text))
        {
            var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return double.IsFinite(value) ? new JValue(value) : null;
        }

        return NotFinite().IsMatch(text) ? null : new JValue(text);
    }

    private static JValue Integer(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? new JValue((long)value) : new JValue(value);

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex NotFinite();
}
