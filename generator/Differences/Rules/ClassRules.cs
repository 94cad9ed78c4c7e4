using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares the members of two classes.</summary>
internal static class ClassRules
{
    public static void Compare(Site site, JObject before, JObject after, ModelMatch models, SchemaRules schemas, ChangeList changes)
    {
        var (was, now) = (ClassMembers.Of(models.Before, before), ClassMembers.Of(models.After, after));
        CompareBases(site, was, now, models, changes);
        CompareUnknownMembers(site, before, after, changes);

        var removed = was.Own.Values.Where(member => !now.Own.ContainsKey(member.Name) && !now.Inherits(member.Name)).ToList();
        var added = now.Own.Values.Where(member => !was.Own.ContainsKey(member.Name) && !was.Inherits(member.Name)).ToList();
        foreach (var member in was.Own.Values.Where(member => now.Own.ContainsKey(member.Name)))
            MemberRules.Compare(site, member, now.Own[member.Name], schemas, changes);

        // A member is known to code by its C# name; its JSON name is spelled otherwise.
        foreach (var member in removed.ToList())
        {
            if (added.Find(other => CSharpNames.Member(other.Name) == CSharpNames.Member(member.Name)) is not { } other)
                continue;

            removed.Remove(member);
            added.Remove(other);
            changes.Informational("property-respelled", site.Member(member.Name, false).Location, $"The member `{CSharpNames.Member(member.Name)}` travels as `{other.Name}` instead of `{member.Name}`: code compiles as before, and sends and reads the new name.");
            MemberRules.Compare(site, member, other, schemas, changes);
        }

        removed.ForEach(member => MemberRules.Remove(site, member, changes));
        added.ForEach(member => MemberRules.Add(site, member, changes));
    }

    private static void CompareBases(Site site, ClassMembers before, ClassMembers after, ModelMatch models, ChangeList changes)
    {
        foreach (var model in before.Bases.Where(model => !after.Bases.Any(other => models.Renames.AreOne(model, other))))
            changes.Breaking("model-base-removed", site.Location, $"{site.Subject} is no longer a `{model}`: code that uses it as one, or a member that it had from it, no longer compiles, and code that runs no longer sends or reads those members.");
        foreach (var model in after.Bases.Where(model => !before.Bases.Any(other => models.Renames.AreOne(other, model))))
            changes.Compatible("model-base-added", site.Location, $"{site.Subject} is also a `{model}` and has its members: code compiles and runs as before.");
    }

    private static void CompareUnknownMembers(Site site, JObject before, JObject after, ChangeList changes)
    {
        var (was, now) = (AllowsOthers(before), AllowsOthers(after));
        if (was != now)
            changes.Informational("model-additional-properties-changed", site.Location, $"{site.Subject} {(now ? "can have members besides those it describes" : "has no members besides those it describes")}: code compiles as before, and the SDK keeps unknown members in any case.");
    }

    private static bool AllowsOthers(JObject schema) => schema["additionalProperties"] is not JValue { Value: false };
}
