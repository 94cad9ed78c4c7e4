using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Merges one user into another. A field that both have keeps the value of the destination, unless its arrays are to be joined.</summary>
internal static class UserMerge
{
    public static void Merge(ProjectState state, UserRecord source, UserRecord destination, IEnumerable<JObject> arrayMerges)
    {
        var joined = arrayMerges
            .Select(merge => (Field: (string?)merge["field"] ?? "", DedupeBy: (string?)merge["dedupeBy"]))
            .Select(merge => (merge.Field, Items: Join(source, destination, merge.Field, merge.DedupeBy)))
            .Where(merge => merge.Items is not null)
            .ToArray();

        foreach (var (name, value) in source.DataFields)
            destination.DataFields.TryAdd(name, value!.DeepClone());
        foreach (var (field, items) in joined)
            destination.DataFields[field] = items;

        destination.Subscriptions.FillFrom(source.Subscriptions);
        MoveMemberships(state, source, destination);
        source.MergeInto(destination);
        UserErasure.Delete(state, source);
        destination.Updated = state.Now;
    }

    private static void MoveMemberships(ProjectState state, UserRecord source, UserRecord destination)
    {
        if (state.Lists.Values.Any(list => list.Members.Contains(destination)))
            return;

        foreach (var list in state.Lists.Values.Where(list => list.Members.Contains(source)))
            list.Members.Add(destination);
    }

    // What the destination has stays whole; of the source comes what is not there yet.
    private static JArray? Join(UserRecord source, UserRecord destination, string field, string? dedupeBy)
    {
        if (source.DataFields[field] is null && destination.DataFields[field] is null)
            return null;

        var theirs = Items(source.DataFields[field]);
        var items = Items(destination.DataFields[field]);
        if (dedupeBy is not null && theirs.Concat(items).Any(item => item is not JObject))
            throw Refusal.BadParams($"Invalid value for arrayMerge: dedupeBy needs an array of objects, and {field} is none");

        var own = items.ToArray();
        foreach (var item in theirs.Where(item => !own.Any(known => IsSame(known, item, dedupeBy))))
            items.Add(item.DeepClone());
        return items;
    }

    private static JArray Items(JToken? value) => value switch
    {
        JArray items => (JArray)items.DeepClone(),
        null or { Type: JTokenType.Null } => [],
        _ => new JArray(value.DeepClone()),
    };

    private static bool IsSame(JToken known, JToken item, string? dedupeBy) => dedupeBy is null
        ? JToken.DeepEquals(known, item)
        : item[dedupeBy] is { } value && JToken.DeepEquals(known[dedupeBy], value);
}
