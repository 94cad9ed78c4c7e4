namespace Iterable.Generator.Differences.Reports;

/// <summary>How reports call verdicts and levels.</summary>
internal static class Words
{
    public static string Of(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    public static string Of(ChangeLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>For example: 1 breaking, 2 compatible, 0 informational changes: major.</summary>
    public static string Summary(DiffReport report) => report.Changes.Count == 0
        ? "Nothing changed."
        : $"{string.Join(", ", Enum.GetValues<ChangeLevel>().Select(level => $"{report.Of(level).Count()} {Of(level)}"))}: {Of(report.Verdict)}";
}
