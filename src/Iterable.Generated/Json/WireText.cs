using System.Globalization;

namespace Iterable.Generated;

/// <summary>Numbers and truth values as they stand in an address, whatever the culture of the machine.</summary>
internal static class WireText
{
    public static string From(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string From(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string From(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string From(bool value) => value ? "true" : "false";
}
