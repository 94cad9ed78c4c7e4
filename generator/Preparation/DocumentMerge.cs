namespace Iterable.Generator.Preparation;

/// <summary>
/// Makes one document of several. Everything downstream (code, tests, servers, comparisons) reads one document; what two documents say
/// about the same thing must be equal, or an overlay has to decide.
/// </summary>
internal sealed class DocumentMerge(DiagnosticBag diagnostics)
{
    public static JObject Merge(IReadOnlyList<SpecDocument> documents, DiagnosticBag diagnostics)
    {
        var (merged, merge) = (documents[0].Root, new DocumentMerge(diagnostics));
        foreach (var document in documents.Skip(1))
        {
            DistributeSecurity(merged, document.Root);
            Unite(merged, document.Root, merge.Members);
        }

        return merged;
    }

    /// <summary>Moves into the first object what only the second has; what both have is for the caller to put together.</summary>
    public static void Unite(JObject first, JObject second, Action<JToken, JProperty> both)
    {
        foreach (var member in second.Properties().ToList())
        {
            if (first[member.Name] is { } existing)
                both(existing, member);
            else
                Move(member, first);
        }
    }

    /// <summary>Takes a member out of its object and puts it into another, at its end.</summary>
    public static void Move(JProperty member, JObject into)
    {
        member.Remove();
        into.Add(member);
    }

    private void Members(JToken first, JProperty second)
    {
        switch (second.Name, first, second.Value)
        {
            // Both files were read; the result is written as OpenAPI 3.0 whatever they were.
            case ("openapi", _, _):
                break;
            case ("info", JObject info, JObject other):
                // An overlay of the merged document can say it better.
                if (info.Text("title") != other.Text("title"))
                    info["title"] = $"{info["title"]}, {other["title"]}";
                Unite(info, other, (_, _) => { });
                break;
            case ("paths", JObject paths, JObject more):
                PathMerge.Merge(paths, more);
                break;
            case ("components", JObject components, JObject more):
                Unite(components, more, (section, others) => Components(section as JObject, others));
                break;
            case ("tags", JArray tags, JArray more):
                Tags(tags, more);
                break;
            default:
                RequireEqual(first, second.Value, $"'{second.Name}'");
                break;
        }
    }

    private void Components(JObject? section, JProperty others)
    {
        if (section is not null && others.Value is JObject more)
            Unite(section, more, (existing, other) => RequireEqual(existing, other.Value, $"components.{others.Name}.{other.Name}"));
    }

    private void Tags(JArray tags, JArray more)
    {
        foreach (var tag in more.ToList())
        {
            if (tags.FirstOrDefault(known => known.Text("name") == tag.Text("name")) is { } existing)
            {
                RequireEqual(existing, tag, $"The tag {tag["name"]}");
                continue;
            }

            tag.Remove();
            tags.Add(tag);
        }
    }

    private void RequireEqual(JToken first, JToken second, string name)
    {
        if (JsonDifference.Find(first, second) is { } difference)
            diagnostics.Error(DiagnosticCode.MergeConflict, $"{name} is different in two documents (at {difference}); the other is {first.Mark()}. Make them equal with an overlay.", second);
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
}

/// <summary>
/// Puts the paths of two documents together. A method that stands in both under the same path is two operations: the second goes under
/// the key <c>path#operationId</c>, which is unique and never reaches the wire.
/// </summary>
internal static class PathMerge
{
    public static void Merge(JObject paths, JObject more) => DocumentMerge.Unite(paths, more, (existing, path) =>
    {
        if (existing is not JObject first || path.Value is not JObject second)
            return;

        // What is said for all operations of a path item is said for those of its own file only.
        Distribute(first);
        Distribute(second);
        DocumentMerge.Unite(first, second, (_, member) =>
        {
            if (Operations.Methods.Contains(member.Name))
                MoveBeside(paths, path.Name, member);
        });
    });

    private static void MoveBeside(JObject paths, string path, JProperty operation)
    {
        var key = $"{path}#{new Operation(path, operation.Name, (JObject)operation.Value).Id ?? operation.Name}";
        while (paths.ContainsKey(key))
            key += "#";
        DocumentMerge.Move(operation, (JObject)(paths[key] = new JObject()));
    }

    private static void Distribute(JObject item)
    {
        if (item["parameters"] is not JArray shared)
            return;

        item.Remove("parameters");
        foreach (var operation in Operations.Methods.Select(method => item[method]).OfType<JObject>())
        {
            var own = operation["parameters"] as JArray ?? [];
            operation["parameters"] = new JArray(shared.Where(parameter => !own.Any(other => IsSame(parameter, other))).Concat(own));
        }
    }

    private static bool IsSame(JToken one, JToken other) =>
        one["$ref"] is { } reference
            ? JToken.DeepEquals(reference, other["$ref"])
            : other["$ref"] is null && one.Text("name") == other.Text("name") && one.Text("in") == other.Text("in");
}
