namespace Iterable.Generator.Differences.Rules;

/// <summary>Null becomes a value, or is no longer one. Where C# allows null in any case, that is news about the service only.</summary>
internal static class NullableRules
{
    public static void Compare(Site site, bool before, bool after, bool isValueType, ChangeList changes)
    {
        if (before == after)
            return;

        var (id, says) = after ? ("became-nullable", "can be null") : ("no-longer-nullable", "can no longer be null");
        var level = LevelOf(site, after, isValueType);
        var meaning = level switch
        {
            ChangeLevel.Informational => "C# allows null here in any case, so code compiles as before, and the service treats null differently",
            ChangeLevel.Compatible => "code that gives or expects a value compiles and runs as before",
            _ when isValueType && site.Kind is not SiteKind.Property => "the signature of the method is another one, so code has to be compiled again, and what handles the old type may need a change",
            _ when site.Kind is SiteKind.Response => "code that takes the result as given gets a warning of the compiler, and fails on null when it runs",
            _ => "code that gives null gets a warning of the compiler, and is refused when it runs",
        };
        changes.Add(level, site.Id(id), site.Location, $"{site.Subject} {says}: {meaning}.");
    }

    private static ChangeLevel LevelOf(Site site, bool canBeNull, bool isValueType)
    {
        if (!site.IsMandatory)
            return ChangeLevel.Informational;
        if (isValueType && site.Kind is not SiteKind.Property)
            return ChangeLevel.Breaking;

        // Who reads fears the null that comes; who writes fears the null that is refused.
        var isSafe = site.Kind is SiteKind.Response ? !canBeNull : canBeNull;
        return isSafe ? ChangeLevel.Compatible : ChangeLevel.Breaking;
    }
}
