using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The <c>sort</c> parameter of lists: <c>-createdAt</c> sorts downwards, <c>+name</c> and <c>name</c> upwards.</summary>
internal static class Sorting
{
    /// <summary>Sorts copies of the items; without a sort they stay in the order of their ids.</summary>
    public static IReadOnlyList<JObject> Sorted(this IEnumerable<JObject> items, string? sort)
    {
        var copies = items.Select(item => (JObject)item.DeepClone());
        if (string.IsNullOrEmpty(sort))
            return [.. copies];

        // A plus sign that was not escaped arrives as a space.
        var member = sort.TrimStart('-', '+', ' ');
        var sorted = copies.OrderBy(item => item[member], FieldOrder.Instance);
        return sort[0] == '-' ? [.. sorted.Reverse()] : [.. sorted];
    }
}
