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

/// <summary>What a change asks of users, the strongest first.</summary>
public enum ChangeLevel
{
    /// <summary>Code has to change, or does something else than before.</summary>
    Breaking,

    /// <summary>There is more to use; nothing else changes.</summary>
    Compatible,

    /// <summary>The surface is the same. The service, the documentation or what the SDK does by itself is different.</summary>
    Informational,
}

/// <summary>The part of the version that has to rise.</summary>
public enum Verdict
{
    /// <summary>Nothing changed.</summary>
    None,

    /// <summary>There are only informational changes.</summary>
    Patch,

    /// <summary>Something compatible is new, and nothing breaks.</summary>
    Minor,

    /// <summary>Something breaks.</summary>
    Major,
}

/// <summary>One difference between two specifications, or two listings of the public surface, as a user of the SDK feels it.</summary>
/// <param name="Id">The kind of the change, for example <c>operation-removed</c>. Kinds keep their names.</param>
/// <param name="Level">What it asks of users.</param>
/// <param name="Location">Where it is, for example <c>GET /users/{email} (getUserByEmail) query limit</c> or <c>UserProfile.email</c>. What has another name now stands under the one it had.</param>
/// <param name="Message">One sentence: what it means for code that is compiled against the SDK and for code that runs.</param>
public sealed record Change(string Id, ChangeLevel Level, string Location, string Message);

/// <summary>Collects changes while two specifications are compared.</summary>
internal sealed class ChangeList
{
    private readonly List<Change> _changes = [];

    public IReadOnlyList<Change> Changes => _changes;

    public void Breaking(string id, string location, string message) => Add(ChangeLevel.Breaking, id, location, message);

    public void Compatible(string id, string location, string message) => Add(ChangeLevel.Compatible, id, location, message);

    public void Informational(string id, string location, string message) => Add(ChangeLevel.Informational, id, location, message);

    public void Add(ChangeLevel level, string id, string location, string message) => _changes.Add(new(id, level, location, message));

    /// <summary>Something should not be used any more, or may be used again.</summary>
    public void Deprecation(string kind, string location, string subject, bool before, bool after)
    {
        if (before != after)
            Informational($"{kind}-{(after ? "deprecated" : "no-longer-deprecated")}", location, $"{subject} {(after ? "should not be used any more" : "may be used again")}: code compiles and runs as before{(kind is "parameter" ? "" : after ? ", with a warning of the compiler" : ", without a warning of the compiler")}.");
    }
}
