using System.Globalization;

namespace Iterable.Generated.Tool.Input;

/// <summary>Lengths of time as users write them: 90s, 30m, 2h, 7d.</summary>
internal static class Duration
{
    public const string Forms = "a length of time such as 90s, 30m, 2h or 7d";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000)
            return false;

        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        duration = (unit ?? default) * count;
        return unit is not null && duration <= TimeSpan.FromDays(36_500);
    }

    public static TimeSpan Parse(string text) =>
        TryParse(text, out var duration) ? duration : throw new FormatException($"{text} is not {Forms}.");
}
