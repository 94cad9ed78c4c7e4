using Iterable.Generator.Differences.Reading;
using Iterable.Generator.OpenApi;

namespace Iterable.Generator.Differences.Rules;

/// <summary>A member of a class is added, removed, required or not, or another one. Only what is sent can be required: a reader takes what comes.</summary>
internal static class MemberRules
{
    public static void Compare(Site owner, ClassMember before, ClassMember after, SchemaRules schemas, ChangeList changes)
    {
        var (was, now) = (before.IsRequired && owner.WasSent, after.IsRequired && owner.IsSent);
        var site = owner.Member(before.Name, isMandatory: was && now);
        if (now && !was)
            changes.Breaking("property-became-required", site.Location, $"{site.Subject} is required in requests: code that leaves it out compiles, and throws when it runs, before anything is sent.");
        else if (was && !now)
            changes.Compatible("property-became-optional", site.Location, $"{site.Subject} can be left out of requests: code that sets it compiles and runs as before, and code that reads it can meet null.");
        schemas.Compare(site, before.Schema, after.Schema);
    }

    public static void Remove(Site owner, ClassMember member, ChangeList changes)
    {
        var running = owner.WasSent ? "and what older versions send in it may be ignored or refused" : "and in what older versions read it is null";
        changes.Breaking("property-removed", owner.Member(member.Name, false).Location, $"The member `{CSharpNames.Member(member.Name)}` (`{member.Name}`) is gone: code that reads or sets it no longer compiles, {running}.");
    }

    public static void Add(Site owner, ClassMember member, ChangeList changes)
    {
        var location = owner.Member(member.Name, false).Location;
        var name = $"The member `{CSharpNames.Member(member.Name)}` (`{member.Name}`)";
        if (member.IsRequired && owner.IsSent)
            changes.Breaking("required-property-added", location, $"{name} is new and required in requests: code that does not set it compiles, and throws when it runs, before anything is sent.");
        else
            changes.Compatible("property-added", location, $"{name} is new: code compiles and runs as before.");
    }
}
