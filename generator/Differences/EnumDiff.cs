namespace Iterable.Generator.Differences;

/// <summary>Compares the known values of an open enum. A value that is not known can be sent and read in any case.</summary>
internal static class EnumDiff
{
    public static void Compare(Site site, JObject before, JObject after, ChangeList changes)
    {
        var (was, now) = (before["enum"].Texts(), after["enum"].Texts());
        var (pairs, removed, added) = Pairing.Of(was.Except(now), now.Except(was), (one, other) => CSharpNames.EnumMember(before, one) == CSharpNames.EnumMember(after, other));

        foreach (var value in was.Intersect(now))
            changes.Deprecation("enum-value", $"{site.Location}.{value}", $"The value `{value}`", IsDeprecated(before, value), IsDeprecated(after, value));
        foreach (var (one, other) in pairs)
            changes.Informational("enum-value-respelled", $"{site.Location}.{one}", $"The value `{one}` is `{other}`: its name in C# is the same, so code compiles as before, and sends and compares the new text.");
        foreach (var value in removed)
            changes.Breaking("enum-value-removed", $"{site.Location}.{value}", $"The value `{value}` is gone: code that names it no longer compiles, and code that runs can still send and read it as text, which the service may refuse.");
        foreach (var value in added)
            changes.Compatible("enum-value-added", $"{site.Location}.{value}", $"The value `{value}` is new: code compiles as before, and code that runs meets it as a value without a name, since enums are open.");
    }

    private static bool IsDeprecated(JObject schema, string value) => (schema[Extension.DeprecatedValues] as JObject)?.ContainsKey(value) is true;
}
