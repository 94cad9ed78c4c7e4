namespace Iterable.Mutation;

/// <summary>What the tests of a folder noticed.</summary>
internal sealed record FolderResult(Folder Folder, int Mutants, int Killed, int Explained, IReadOnlyList<(Mutant Mutant, Fate Fate)> Unexplained, IReadOnlyList<Explanation> Outdated)
{
    public int Survived => Unexplained.Count(entry => entry.Fate == Fate.Survived);

    public int Unreached => Unexplained.Count(entry => entry.Fate == Fate.Unreached);

    /// <summary>The percentage that was noticed of what can be noticed.</summary>
    public double Score => Mutants == Explained ? 100 : 100.0 * Killed / (Mutants - Explained);

    public static FolderResult Of(Folder folder, IReadOnlyDictionary<Mutant, Fate> fates, IReadOnlyList<Explanation> explanations)
    {
        var own = explanations.Where(explanation => folder.Has(explanation.File)).ToList();
        var alive = fates.Where(entry => entry.Value != Fate.Killed).Select(entry => (entry.Key, entry.Value)).ToList();
        var unexplained = alive.Where(entry => !own.Any(explanation => explanation.Fits(entry.Key))).ToList();
        return new FolderResult(
            folder,
            fates.Count,
            fates.Count - alive.Count,
            alive.Count - unexplained.Count,
            unexplained,
            [.. own.Where(explanation => !alive.Any(entry => explanation.Fits(entry.Key)))]);
    }
}
