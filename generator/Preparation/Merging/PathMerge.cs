using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Merging;

/// <summary>
/// Puts the paths of two documents together. A method that stands in both under the same path is two operations: the second goes under
/// the key <c>path#operationId</c>, which is unique and never reaches the wire.
/// </summary>
internal static class PathMerge
{
    public static void Merge(JObject paths, JObject more)
    {
        foreach (var path in more.Properties().ToList())
        {
            if (paths[path.Name] is JObject existing && path.Value is JObject item)
                Merge(paths, path.Name, existing, item);
            else
                DocumentMerge.Move(path, paths, path.Name);
        }
    }

    private static void Merge(JObject paths, string path, JObject existing, JObject item)
    {
        // What is said for all operations of a path item is said for those of its own file only.
        Distribute(existing);
        Distribute(item);
        foreach (var member in item.Properties().ToList())
        {
            if (!existing.ContainsKey(member.Name))
                DocumentMerge.Move(member, existing, member.Name);
            else if (Operations.Methods.Contains(member.Name))
                MoveBeside(paths, path, member);
        }
    }

    private static void MoveBeside(JObject paths, string path, JProperty operation)
    {
        var id = new Operation(path, operation.Name, (JObject)operation.Value).Id ?? operation.Name;
        var beside = new JObject();
        DocumentMerge.Move(operation, beside, operation.Name);
        paths[$"{path}#{id}"] = beside;
    }

    private static void Distribute(JObject item)
    {
        if (item["parameters"] is not JArray shared)
            return;

        item.Remove("parameters");
        foreach (var operation in item.Properties().Where(member => Operations.Methods.Contains(member.Name)).Select(member => member.Value).OfType<JObject>())
        {
            if (operation["parameters"] is not JArray own)
                operation["parameters"] = own = [];
            foreach (var parameter in shared.Where(parameter => !own.Any(other => IsSame(parameter, other))).Reverse().ToList())
                own.AddFirst(parameter.DeepClone());
        }
    }

    private static bool IsSame(JToken one, JToken other) =>
        one["$ref"] is { } reference
            ? (string?)reference == other.Text("$ref")
            : other["$ref"] is null && one.Text("name") == other.Text("name") && one.Text("in") == other.Text("in");
}
