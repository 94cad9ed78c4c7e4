namespace Iterable.Generated.Testing;

/// <summary>The time that an export is about: its start is inclusive, its end exclusive.</summary>
internal readonly record struct ExportPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    public static ExportPeriod All { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>A window that a call names by its two ends; <see langword="null" /> when it names none.</summary>
    /// <exception cref="Refusal">One end is missing, or the window is empty.</exception>
    public static ExportPeriod? Between(DateTimeOffset? start, DateTimeOffset? end)
    {
        if (start is null != end is null)
            throw Refusal.BadParams($"Missing required parameter: {(start is null ? "startDateTime" : "endDateTime")}");
        if (start is not { } from || end is not { } to)
            return null;

        return from < to ? new ExportPeriod(from, to) : throw Refusal.BadParams("Invalid value for endDateTime: not after startDateTime");
    }

    /// <summary>The window of a job: from its start on where it has no end, and everything where it has neither.</summary>
    /// <exception cref="Refusal">The start is missing, or the window is empty.</exception>
    public static ExportPeriod OfJob(DateTimeOffset? start, DateTimeOffset? end) =>
        start is { } from && end is null ? new ExportPeriod(from, DateTimeOffset.MaxValue) : Between(start, end) ?? All;

    /// <summary>A range by its name, in days of UTC; the current day when there is none.</summary>
    public static ExportPeriod Named(string? range, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return range switch
        {
            "All" => All,
            "BeforeToday" => new ExportPeriod(DateTimeOffset.MinValue, today),
            "Yesterday" => new ExportPeriod(today.AddDays(-1), today),
            _ => new ExportPeriod(today, today.AddDays(1)),
        };
    }
}
