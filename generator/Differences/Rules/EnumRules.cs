using Iterable.Generator.Differences.Reading;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Rules;

/// <summary>Compares the known values of an open enum. A value that is not known can be sent and read in any case.</summary>
internal static class EnumRules
{
    public static void Compare(Site site, JObject before, JObject after, ChangeList changes)
    {
        var (was, now) = (Members(before), Members(after));
        foreach (var (value, name) in was.Where(member => now.ContainsKey(member.Key)))
        {
            if (now[value] != name)
                changes.Breaking("enum-member-renamed", $"{site.Location}.{value}", $"The value `{value}` is called `{now[value]}` instead of `{name}` in C#: code that names it no longer compiles, and code that runs sends and reads the same.");
            DeprecationRules.Compare("enum-value", $"{site.Location}.{value}", $"The value `{value}`", IsDeprecated(before, value), IsDeprecated(after, value), changes);
        }

        var (removed, added) = (was.Where(member => !now.ContainsKey(member.Key)).ToList(), now.Where(member => !was.ContainsKey(member.Key)).ToList());
        foreach (var (value, name) in removed)
        {
            if (added.FindIndex(member => member.Value == name) is var other and >= 0)
            {
                changes.Informational("enum-value-respelled", $"{site.Location}.{value}", $"The member `{name}` is the value `{added[other].Key}` instead of `{value}`: code compiles as before, and sends and compares the new text.");
                added.RemoveAt(other);
            }
            else
            {
                changes.Breaking("enum-value-removed", $"{site.Location}.{value}", $"The value `{value}` is gone: code that names `{name}` no longer compiles, and code that runs can still send and read it as text, which the service may refuse.");
            }
        }

        foreach (var (value, name) in added)
            changes.Compatible("enum-value-added", $"{site.Location}.{value}", $"The value `{value}` is new as `{name}`: code compiles as before, and code that runs meets it as a value without a name, since enums are open.");
    }

    private static Dictionary<string, string> Members(JObject schema)
    {
        var (values, names, given) = (schema["enum"].Texts(), schema["x-enumNames"].Texts(), schema[Extension.ValueNames] as JObject);
        var members = new Dictionary<string, string>();
        for (var i = 0; i < values.Count; i++)
            members.TryAdd(values[i], i < names.Count ? names[i] : given?.Text(values[i]) ?? CSharpNames.EnumMember(values[i]));
        return members;
    }

    private static bool IsDeprecated(JObject schema, string value) => (schema[Extension.DeprecatedValues] as JObject)?.ContainsKey(value) is true;
}
