namespace Iterable.Generator.Differences;

/// <summary>What changed from one specification, or one public surface, to another.</summary>
public sealed class DiffReport
{
    internal DiffReport(IEnumerable<Change> changes) =>
        Changes = [.. changes
            .Distinct()
            .OrderBy(change => change.Level)
            .ThenBy(change => change.Location, StringComparer.Ordinal)
            .ThenBy(change => change.Id, StringComparer.Ordinal)
            .ThenBy(change => change.Message, StringComparer.Ordinal)];

    /// <summary>The changes, ordered by level, location and kind.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>What the changes mean for the version.</summary>
    public Verdict Verdict => Changes.Count == 0 ? Verdict.None : Changes[0].Level switch
    {
        ChangeLevel.Breaking => Verdict.Major,
        ChangeLevel.Compatible => Verdict.Minor,
        _ => Verdict.Patch,
    };

    /// <summary>The changes of one level.</summary>
    public IEnumerable<Change> Of(ChangeLevel level) => Changes.Where(change => change.Level == level);
}
