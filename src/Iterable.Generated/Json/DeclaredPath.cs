using System.Text;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>
/// Where in a body something stands, in names that the models declare: those are no personal data, while names within free-form objects
/// can be.
/// </summary>
internal static class DeclaredPath
{
    /// <summary>The declared part of a path of Newtonsoft.Json, such as <c>campaigns[].createdAt</c>; empty where it begins with no declared name.</summary>
    /// <param name="type">What the body is read as.</param>
    /// <param name="path">The path, such as <c>campaigns[3].createdAt</c> or <c>user['a.b']</c>.</param>
    /// <param name="resolver">How types are read.</param>
    public static string Of(Type type, string path, IContractResolver resolver)
    {
        var declared = new StringBuilder();
        foreach (var step in Steps(path))
        {
            switch (resolver.ResolveContract(type))
            {
                case JsonObjectContract members when step is not null && members.Properties.GetClosestMatchProperty(step) is { PropertyType: { } member } property:
                    declared.Append(declared.Length > 0 ? "." : "").Append(property.PropertyName);
                    type = member;
                    break;
                case JsonArrayContract { CollectionItemType: { } item } when step is null:
                    declared.Append("[]");
                    type = item;
                    break;
                default:
                    return declared.ToString();
            }
        }

        return declared.ToString();
    }

    /// <summary>The names of a path in order; <see langword="null" /> for a place in a list.</summary>
    private static IEnumerable<string?> Steps(string path)
    {
        for (var at = 0; at < path.Length;)
        {
            var isQuoted = string.CompareOrdinal(path, at, "['", 0, 2) == 0;
            if (path[at] == '[' && !isQuoted)
            {
                yield return null;
                at = path.IndexOf(']', at) + 1;
                continue;
            }

            var start = isQuoted ? at + 2 : path[at] == '.' ? at + 1 : at;
            var end = isQuoted ? path.IndexOf("']", start, StringComparison.Ordinal) : path.IndexOfAny(['.', '['], start);
            end = end < 0 ? path.Length : end;
            yield return path.Substring(start, end - start);
            at = isQuoted ? end + 2 : end;
        }
    }
}
