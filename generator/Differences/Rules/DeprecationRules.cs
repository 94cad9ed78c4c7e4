namespace Iterable.Generator.Differences.Rules;

/// <summary>Something should not be used any more, or may be used again.</summary>
internal static class DeprecationRules
{
    public static void Compare(SiteKind kind, string location, string subject, bool before, bool after, ChangeList changes) =>
        Compare(kind.ToString().ToLowerInvariant(), location, subject, before, after, changes);

    public static void Compare(string kind, string location, string subject, bool before, bool after, ChangeList changes)
    {
        if (before == after)
            return;

        var canBeMarked = kind is not "parameter";
        if (after)
            changes.Informational($"{kind}-deprecated", location, $"{subject} is deprecated: code that uses it {(canBeMarked ? "gets a warning of the compiler" : "compiles as before")} and runs as before.");
        else
            changes.Informational($"{kind}-no-longer-deprecated", location, $"{subject} is no longer deprecated: code that uses it {(canBeMarked ? "compiles without a warning" : "compiles as before")} and runs as before.");
    }
}
