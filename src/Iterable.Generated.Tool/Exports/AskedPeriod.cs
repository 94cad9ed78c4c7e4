using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Exports;

/// <summary>A period as it was asked for, which means another one each day.</summary>
internal sealed record AskedPeriod(string? From, string? To, string? Last, string? Range, bool SinceLast, string LookBack)
{
    private static readonly TimeSpan LeastRecent = TimeSpan.FromDays(1);

    /// <summary>The options as they were written.</summary>
    public string Asked => string.Join(' ', new[]
    {
        From is null ? null : $"--from {From}", To is null ? null : $"--to {To}", Last is null ? null : $"--last {Last}", Range is null ? null : $"--range {Range}",
        SinceLast ? $"--since-last --look-back {LookBack}" : null,
    }.Where(option => option is not null));

    /// <summary>Where a part begins at the latest that the next run may export again: what it exports again should not lie in one part with all that is older.</summary>
    /// <param name="until">Where what was exported ends.</param>
    /// <returns>The first time of all for a period that no run goes on with.</returns>
    /// <exception cref="ToolException">The length to look back is none.</exception>
    public DateTimeOffset RecentFrom(DateTimeOffset until)
    {
        if (!SinceLast)
            return DateTimeOffset.MinValue;

        var lookBack = Length("--look-back", LookBack);
        return WholeSeconds(Before(until, lookBack < LeastRecent ? LeastRecent : lookBack));
    }

    /// <summary>What it means now, in whole seconds.</summary>
    /// <param name="now">The time.</param>
    /// <param name="exportedTo">Where the last run of the type ended.</param>
    /// <exception cref="ToolException">It contradicts itself, or is empty.</exception>
    public (DateTimeOffset Start, DateTimeOffset End) At(DateTimeOffset now, DateTimeOffset? exportedTo)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var end = To is null ? now : Time("--to", To, now);
        var (start, until) = (From, Last, Range, SinceLast) switch
        {
            (_, null, null, true) when exportedTo is { } last => (Before(last, Length("--look-back", LookBack)), end),
            (not null, null, null, _) => (Time("--from", From, now), end),
            (null, not null, null, _) => (Before(end, Length("--last", Last)), end),
            (null, null, "today", false) when To is null => (today, now),
            (null, null, "yesterday", false) when To is null => (today.AddDays(-1), today),
            (null, null, null, true) => throw ToolException.Usage("Nothing was exported to this place before: give the first --since-last a --from or a --last to begin with."),
            (null, null, null, false) => throw ToolException.Usage("Which period? Give --from (and --to), --last 7d, --range yesterday or --since-last."),
            _ => throw ToolException.Usage("--from, --last, --range and --since-last say the same in different ways: give one of them, and --to with none but --from and --last."),
        };
        (start, until) = (WholeSeconds(start), WholeSeconds(until));
        return start < until ? (start, until) : throw ToolException.Usage($"The period from {start:u} to {until:u} is empty.");
    }

    private static DateTimeOffset Time(string option, string text, DateTimeOffset now) =>
        Instant.TryParse(text, now, out var time) ? time : throw ToolException.Usage($"{option} is {text}, and should be {Instant.Forms}.");

    private static TimeSpan Length(string option, string text) =>
        Duration.TryParse(text, out var length) ? length : throw ToolException.Usage($"{option} is {text}, and should be {Duration.Forms}.");

    // Before the first time that can be written there is none.
    private static DateTimeOffset Before(DateTimeOffset time, TimeSpan length) => time - DateTimeOffset.MinValue < length ? DateTimeOffset.MinValue : time - length;

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
