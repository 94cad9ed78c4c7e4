using Iterable.Generator.JsonPaths;

namespace Iterable.Generator.Preparation;

/// <summary>
/// Makes one document of several. Everything downstream (code, tests, servers, comparisons) reads one document; what two documents say
/// about the same thing must be equal, or an overlay has to decide.
/// </summary>
internal static class DocumentMerge
{
    public static JObject Merge(IReadOnlyList<SpecDocument> documents, DiagnosticBag diagnostics)
    {
        var merged = documents[0].Root;
        foreach (var document in documents.Skip(1))
        {
            DistributeSecurity(merged, document.Root);
            foreach (var member in document.Root.Properties().ToList())
                MergeMember(merged, member, diagnostics);
        }

        return merged;
    }

    private static void MergeMember(JObject merged, JProperty member, DiagnosticBag diagnostics)
    {
        switch (member.Name, merged[member.Name], member.Value)
        {
            // Both files were read; the result is written as OpenAPI 3.0 whatever they were.
            case ("openapi", _, _):
                break;
            case (_, null, _):
                Move(member, merged, member.Name);
                break;
            case ("info", JObject info, JObject other):
                MergeInfo(info, other);
                break;
            case ("paths", JObject paths, JObject more):
                PathMerge.Merge(paths, more);
                break;
            case ("components", JObject components, JObject more):
                MergeComponents(components, more, diagnostics);
                break;
            case ("tags", JArray tags, JArray more):
                MergeTags(tags, more, diagnostics);
                break;
            default:
                RequireEqual(merged[member.Name]!, member.Value, $"'{member.Name}'", diagnostics);
                break;
        }
    }

    // An overlay of the merged document can say it better.
    private static void MergeInfo(JObject info, JObject other)
    {
        if (info.Text("title") != other.Text("title"))
            info["title"] = $"{info["title"]}, {other["title"]}";
        foreach (var member in other.Properties().Where(member => !info.ContainsKey(member.Name)).ToList())
            Move(member, info, member.Name);
    }

    private static void MergeComponents(JObject components, JObject more, DiagnosticBag diagnostics)
    {
        foreach (var section in more.Properties().ToList())
        {
            if (components[section.Name] is not JObject members || section.Value is not JObject others)
            {
                if (!components.ContainsKey(section.Name))
                    Move(section, components, section.Name);
                continue;
            }

            foreach (var other in others.Properties().ToList())
            {
                if (members[other.Name] is { } existing)
                    RequireEqual(existing, other.Value, $"components.{section.Name}.{other.Name}", diagnostics);
                else
                    Move(other, members, other.Name);
            }
        }
    }

    private static void MergeTags(JArray tags, JArray more, DiagnosticBag diagnostics)
    {
        foreach (var tag in more.ToList())
        {
            if (tags.FirstOrDefault(known => known.Text("name") == tag.Text("name")) is { } existing)
            {
                RequireEqual(existing, tag, $"The tag {tag["name"]}", diagnostics);
                continue;
            }

            tag.Remove();
            tags.Add(tag);
        }
    }

    // What holds for all operations of one file must not be lost for them, nor come to hold for those of the other.
    private static void DistributeSecurity(JObject first, JObject second)
    {
        if (JToken.DeepEquals(first["security"], second["security"]))
            return;

        foreach (var document in new[] { first, second })
        {
            if (document["security"] is not { } security)
                continue;

            document.Remove("security");
            foreach (var operation in document.AllOperations().Where(operation => !operation.Definition.ContainsKey("security")))
                operation.Definition["security"] = security.DeepClone();
        }
    }

    private static void RequireEqual(JToken first, JToken second, string name, DiagnosticBag diagnostics)
    {
        if (JsonDifference.Find(first, second) is { } difference)
            diagnostics.Error(DiagnosticCode.MergeConflict, $"{name} is different in two documents (at {difference}); the other is {first.Mark()}. Make them equal with an overlay.", second);
    }

    internal static void Move(JProperty member, JObject into, string name)
    {
        var value = member.Value;
        member.Value = JValue.CreateNull();
        into.Add(new JProperty(name, value).WithMark(member.Mark()));
    }
}

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
