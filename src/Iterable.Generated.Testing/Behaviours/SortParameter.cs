using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The parameter that says what a list is sorted by: <c>-createdAt</c> sorts downwards, <c>+name</c> and <c>name</c> upwards.</summary>
internal static class SortParameter
{
    /// <summary>The items in that order; as they are when there is no parameter.</summary>
    /// <param name="items">The items.</param>
    /// <param name="sort">The parameter.</param>
    /// <param name="idMember">The member that the parameter calls <c>id</c>.</param>
    public static IEnumerable<JObject> Apply(IEnumerable<JObject> items, string? sort, string idMember)
    {
        if (string.IsNullOrEmpty(sort))
            return items;

        // A plus sign that was not escaped arrives as a space.
        var field = sort.TrimStart('-', '+', ' ');
        var member = field == "id" ? idMember : field;
        return sort[0] == '-'
            ? items.OrderByDescending(item => item[member], FieldOrder.Instance)
            : items.OrderBy(item => item[member], FieldOrder.Instance);
    }
}
