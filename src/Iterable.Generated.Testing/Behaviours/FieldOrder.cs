using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Orders the values of one field: nothing first, then numbers, then everything else as text, times as they follow each other.</summary>
internal sealed class FieldOrder : IComparer<JToken?>
{
    public static FieldOrder Instance { get; } = new();

    public int Compare(JToken? x, JToken? y)
    {
        var (left, right) = (Rank(x), Rank(y));
        if (left != right)
            return left.CompareTo(right);

        return left == 1 ? ((double)x!).CompareTo((double)y!) : string.CompareOrdinal(Text(x), Text(y));
    }

    private static int Rank(JToken? value) => value?.Type switch
    {
        null or JTokenType.Null => 0,
        JTokenType.Integer or JTokenType.Float => 1,
        _ => 2,
    };

    private static string Text(JToken? value) => value switch
    {
        JValue { Value: DateTimeOffset time } => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        JValue { Value: IFormattable plain } => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
