using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The <c>sort</c> parameter of lists: <c>-createdAt</c> sorts downwards, <c>+name</c> and <c>name</c> upwards.</summary>
internal static class Sorting
{
    /// <summary>Sorts copies of the items; without a sort they stay in the order of their ids.</summary>
    /// <param name="items">The items.</param>
    /// <param name="sort">The parameter.</param>
    /// <param name="idMember">The member that the parameter calls <c>id</c>.</param>
    public static IReadOnlyList<JObject> Sorted(this IEnumerable<JObject> items, string? sort, string idMember = "id")
    {
        var copies = items.Select(item => (JObject)item.DeepClone());
        if (string.IsNullOrEmpty(sort))
            return [.. copies];

        // A plus sign that was not escaped arrives as a space.
        var field = sort.TrimStart('-', '+', ' ');
        var member = field == "id" ? idMember : field;
        return [.. sort[0] == '-'
            ? copies.OrderByDescending(item => item[member], FieldOrder.Instance)
            : copies.OrderBy(item => item[member], FieldOrder.Instance)];
    }
}
