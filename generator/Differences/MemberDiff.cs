namespace Iterable.Generator.Differences;

/// <summary>Compares the members of two objects. Only what is sent can be required: a reader takes what comes.</summary>
internal static class MemberDiff
{
    public static void Compare(Site owner, SchemaView before, SchemaView after, SchemaDiff schemas, ChangeList changes)
    {
        if (AllowsOthers(before) != AllowsOthers(after))
            changes.Informational("model-additional-properties-changed", owner.Location, $"{owner.Subject} {(AllowsOthers(after) ? "can have members besides those it describes" : "has no members besides those it describes")}: code compiles as before, and the SDK keeps unknown members in any case.");

        var (was, now) = (before.Members, after.Members);
        var bases = was.Values.Select(member => member.From).Intersect(now.Values.Select(member => member.From)).OfType<string>().ToHashSet();

        // Code knows a member by its name in C#; its name in JSON is spelled otherwise.
        var (pairs, removed, added) = Pairing.Of(was.Values, now.Values, (one, other) => one.Name == other.Name, (one, other) => CSharpNames.Member(one.Name) == CSharpNames.Member(other.Name));

        // What both have from a schema with a name changes where that has its name.
        foreach (var (one, other) in pairs.Where(pair => pair.Before.From is not { } from || from != pair.After.From))
            Compare(owner, one, other, schemas, changes);
        foreach (var member in removed.Where(member => !bases.Contains(member.From ?? "")))
            changes.Breaking("property-removed", $"{owner.Location}.{member.Name}", $"The member `{member.Name}` is gone: code that reads or sets it no longer compiles, {(owner.WasSent ? "and what older versions send in it may be ignored or refused" : "and in what older versions read it is null")}.");
        foreach (var member in added.Where(member => !bases.Contains(member.From ?? "")))
        {
            if (member.IsRequired && owner.IsSent)
                changes.Breaking("required-property-added", $"{owner.Location}.{member.Name}", $"The member `{member.Name}` is new and required in requests: code that does not set it compiles, and throws when it runs, before anything is sent.");
            else
                changes.Compatible("property-added", $"{owner.Location}.{member.Name}", $"The member `{member.Name}` is new: code compiles and runs as before.");
        }
    }

    private static void Compare(Site owner, MemberView before, MemberView after, SchemaDiff schemas, ChangeList changes)
    {
        var (was, now) = (before.IsRequired && owner.WasSent, after.IsRequired && owner.IsSent);
        var site = owner.Member(before.Name, isMandatory: was && now);
        if (before.Name != after.Name)
            changes.Informational("property-respelled", site.Location, $"{site.Subject} travels as `{after.Name}`: its name in C# is the same, so code compiles as before, and sends and reads the new name.");
        if (now && !was)
            changes.Breaking("property-became-required", site.Location, $"{site.Subject} is required in requests: code that leaves it out compiles, and throws when it runs, before anything is sent.");
        else if (was && !now)
            changes.Compatible("property-became-optional", site.Location, $"{site.Subject} can be left out of requests: code that sets it compiles and runs as before, and code that reads it can meet null.");
        schemas.Compare(site, before.Schema, after.Schema);
    }

    private static bool AllowsOthers(SchemaView schema) => schema.Schema["additionalProperties"] is not JValue { Value: false };
}
