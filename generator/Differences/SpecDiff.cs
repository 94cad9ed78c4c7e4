namespace Iterable.Generator.Differences;

/// <summary>
/// Says what a change of the specification does to the users of the SDK that is generated from it: what no listing of the public surface
/// shows, and what is gone, which breaks whatever C# is made of it.
/// </summary>
public static class SpecDiff
{
    /// <summary>Compares two specs folders or files, and two folders of listings where they are given; null with the reasons in <paramref name="diagnostics"/> when one cannot be read.</summary>
    public static DiffReport? Compare(string before, string after, string? surfaceBefore, string? surfaceAfter, DiagnosticBag diagnostics)
    {
        var (earlier, later) = (SpecSource.Read(before, diagnostics), SpecSource.Read(after, diagnostics));
        if (earlier is null || later is null)
            return null;

        var surface = surfaceBefore is null || surfaceAfter is null
            ? []
            : diagnostics.Try(DiagnosticCode.ApiListing, "The listings of the public surface cannot be read", Path.GetFullPath(surfaceBefore), () => SurfaceDiff.Compare(surfaceBefore, surfaceAfter));
        return surface is null ? null : new(Compare(earlier, later).Changes.Concat(surface));
    }

    /// <summary>Compares two documents, each of which is prepared or comes from <see cref="SpecSource"/>. Neither is changed.</summary>
    public static DiffReport Compare(JObject before, JObject after)
    {
        var (earlier, later) = (new ApiDocument(before), new ApiDocument(after));
        var changes = new ChangeList();
        var schemas = new SchemaDiff(earlier, later, changes);

        // By operationId, which is what code knows an operation by; what is left by method and path.
        var (pairs, removed, added) = Pairing.Of(
            earlier.Operations,
            later.Operations,
            (one, other) => one.Id is not null && one.Id == other.Id,
            (one, other) => one.Method == other.Method && one.Path == other.Path,
            (one, other) => one.Method == other.Method && one.Route == other.Route);
        foreach (var operation in removed)
            changes.Breaking("operation-removed", operation.Location, $"{operation.Subject} is gone: code that calls it no longer compiles, and the service may refuse the calls of code that runs.");
        foreach (var operation in added)
            changes.Compatible("operation-added", operation.Location, $"{operation.Subject} is new: code compiles and runs as before.");
        foreach (var (was, now) in pairs)
            new OperationDiff(was, now, schemas, changes).Compare();
        schemas.CompareNamed();
        return new(changes.Changes);
    }
}

/// <summary>Finds what is the same on both sides.</summary>
internal static class Pairing
{
    /// <summary>What is the same, and what only one side has.</summary>
    /// <param name="before">The one side.</param>
    /// <param name="after">The other.</param>
    /// <param name="signs">What tells that two are one, the surest first; another is asked only about what is left.</param>
    public static (List<(T Before, T After)> Pairs, List<T> Removed, List<T> Added) Of<T>(IEnumerable<T> before, IEnumerable<T> after, params Func<T, T, bool>[] signs)
        where T : class
    {
        var (pairs, removed, added) = (new List<(T, T)>(), before.ToList(), after.ToList());
        foreach (var areOne in signs)
        {
            foreach (var one in removed.ToList())
            {
                if (added.Find(other => areOne(one, other)) is not { } match)
                    continue;

                removed.Remove(one);
                added.Remove(match);
                pairs.Add((one, match));
            }
        }

        return (pairs, removed, added);
    }
}
